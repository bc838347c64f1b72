package io.tributary.aggregation.topology;

import io.tributary.aggregation.cluster.BlockedClients;
import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.cluster.MembershipChanges;
import io.tributary.aggregation.gate.BlockRule;
import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.Ruling;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Slot centroids and decisions about clients in; cluster states and membership out. */
final class ClusteringProcessor implements Processor<String, byte[], String, byte[]> {
  private final FederationSpec spec;
  private final String policyTopic;
  private final Codecs codecs;
  private final Tally tally;
  private final EmbeddingGate gate;
  private Outbox outbox;
  private Inbox inbox;
  private ClusteringStore store;
  private GlobalClustering clustering;
  private BlockedClients blocked;

  ClusteringProcessor(FederationSpec spec, String policyTopic, Codecs codecs, Tally tally) {
    this.spec = spec;
    this.policyTopic = policyTopic;
    this.codecs = codecs;
    this.tally = tally;
    gate = new EmbeddingGate(spec);
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    outbox = new Outbox(Names.CLUSTERING, context, codecs, tally);
    inbox = new Inbox(context, outbox);
    store = new ClusteringStore(context.getStateStore(Names.SLOTS_STORE), codecs);
    clustering = store.load(spec);
    blocked = store.loadBlocked();
    clustering.state().ifPresent(tally::clustered);
    // Whatever that leads to was published when they were blocked.
    clustering.absent(blocked.clients(), Instant.EPOCH);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (inbox.origin().topic().equals(policyTopic)) {
      policy(record).ifPresent(policy -> decide(policy, record.timestamp()));
    } else if (record.value() == null) {
      key(record, SlotId::parse).ifPresent(slot -> withdraw(slot, record.timestamp()));
    } else {
      inbox
          .read(record, codecs.taskEmbedding(), embedding -> embedding.slot().toString())
          .ifPresent(embedding -> announce(record, embedding));
    }
  }

  private void announce(Record<String, byte[]> record, TaskEmbedding embedding) {
    SlotId slot = embedding.slot();
    Optional<Rejection> flaw = gate.refuse(embedding);
    Optional<String> block = blocked.whyBlocked(slot.client());
    if (flaw.isPresent()) {
      inbox.refuse(record, flaw.get(), slot.toString());
    } else if (block.isPresent()) {
      store.withhold(slot, record.value());
      inbox.refuse(record, BlockRule.rejection(slot.client(), block.get()), slot.toString());
    } else {
      announce(embedding, record.timestamp());
    }
  }

  private void announce(TaskEmbedding embedding, long at) {
    ClusterState before = clustering.state().orElse(null);
    store.putSlot(embedding.slot(), codecs.taskEmbedding().encode(embedding));
    clustering
        .announce(embedding, Instant.ofEpochMilli(at))
        .ifPresent(after -> publish(before, after, at));
  }

  private void withdraw(SlotId slot, long at) {
    ClusterState before = clustering.state().orElse(null);
    store.removeSlot(slot);
    clustering
        .withdraw(slot, Instant.ofEpochMilli(at))
        .ifPresent(after -> publish(before, after, at));
  }

  /** A tombstone is a client that nothing was decided about. */
  private Optional<ClientPolicy> policy(Record<String, byte[]> record) {
    return record.value() == null
        ? key(record, ClientId::new)
            .map(
                client ->
                    new ClientPolicy(
                        client,
                        false,
                        new Ruling("", ""),
                        Instant.ofEpochMilli(record.timestamp())))
        : inbox.read(record, codecs.clientPolicy(), policy -> policy.client().value());
  }

  private void decide(ClientPolicy policy, long at) {
    store.putPolicy(policy);
    blocked
        .decided(policy, clustering.state().orElse(null))
        .forEach(event -> outbox.clusterEvent(event, at));
    ClusterState before = clustering.state().orElse(null);
    clustering
        .absent(blocked.clients(), Instant.ofEpochMilli(at))
        .ifPresent(after -> publish(before, after, at));
    if (!policy.blocked()) {
      store.takeWithheld(policy.client()).forEach(embedding -> announce(embedding, at));
    }
  }

  private <T> Optional<T> key(Record<String, byte[]> record, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(Objects.requireNonNullElse(record.key(), "")));
    } catch (IllegalArgumentException e) {
      inbox.refuse(record, new Rejection(RejectReason.UNDECODABLE, e.getMessage()));
      return Optional.empty();
    }
  }

  private void publish(ClusterState before, ClusterState after, long at) {
    store.putState(after, clustering.nextCluster());
    outbox.clusterState(after, at);
    blocked.news(before, after).forEach(event -> outbox.clusterEvent(event, at));
    for (MembersChanged change : MembershipChanges.between(before, after)) {
      outbox.clusterEvent(change, at);
    }
  }
}
