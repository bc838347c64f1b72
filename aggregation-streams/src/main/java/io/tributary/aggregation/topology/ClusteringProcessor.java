package io.tributary.aggregation.topology;

import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.cluster.MembershipChanges;
import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Slot centroids in; cluster states and membership out. */
final class ClusteringProcessor implements Processor<String, byte[], String, byte[]> {
  private final FederationSpec spec;
  private final Codecs codecs;
  private final EmbeddingGate gate;
  private Outbox outbox;
  private Inbox inbox;
  private ClusteringStore store;
  private GlobalClustering clustering;

  ClusteringProcessor(FederationSpec spec, Codecs codecs) {
    this.spec = spec;
    this.codecs = codecs;
    gate = new EmbeddingGate(spec);
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    outbox = new Outbox(Names.CLUSTERING, context, codecs);
    inbox = new Inbox(context, outbox);
    store = new ClusteringStore(context.getStateStore(Names.SLOTS_STORE), codecs);
    clustering = store.load(spec);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.value() == null) {
      withdraw(record);
      return;
    }
    inbox
        .read(record, codecs.taskEmbedding(), embedding -> embedding.slot().toString())
        .ifPresent(embedding -> announce(record, embedding));
  }

  private void announce(Record<String, byte[]> record, TaskEmbedding embedding) {
    Optional<Rejection> flaw = gate.refuse(embedding);
    if (flaw.isPresent()) {
      inbox.refuse(record, flaw.get(), embedding.slot().toString());
      return;
    }
    ClusterState before = clustering.state().orElse(null);
    store.putSlot(embedding.slot(), record.value());
    clustering
        .announce(embedding, Instant.ofEpochMilli(record.timestamp()))
        .ifPresent(after -> publish(before, after, record.timestamp()));
  }

  private void withdraw(Record<String, byte[]> record) {
    SlotId slot;
    try {
      slot = SlotId.parse(String.valueOf(record.key()));
    } catch (IllegalArgumentException e) {
      inbox.refuse(record, new Rejection(RejectReason.UNDECODABLE, e.getMessage()));
      return;
    }
    ClusterState before = clustering.state().orElse(null);
    store.removeSlot(slot);
    clustering
        .withdraw(slot, Instant.ofEpochMilli(record.timestamp()))
        .ifPresent(after -> publish(before, after, record.timestamp()));
  }

  private void publish(ClusterState before, ClusterState after, long at) {
    store.putState(after, clustering.nextCluster());
    outbox.clusterState(after, at);
    for (MembersChanged change : MembershipChanges.between(before, after)) {
      outbox.clusterEvent(change, at);
    }
  }
}
