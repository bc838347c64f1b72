package io.tributary.aggregation.topology.clustering;

import io.tributary.aggregation.cluster.BlockedClients;
import io.tributary.aggregation.cluster.ClusteringMemory;
import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.gate.BlockedClientRule;
import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.membership.ClientKeys;
import io.tributary.aggregation.topology.processor.RecordReader;
import io.tributary.aggregation.topology.processor.RecordWriter;
import io.tributary.aggregation.topology.processor.StateAlarms;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.policy.ClientDecisions.Decision;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reads centroids, client policies and registrations; writes cluster states, members and keys. */
public final class ClusteringProcessor implements Processor<String, byte[], String, byte[]> {
  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final TopologyListener topologyListener;
  private final EmbeddingGate gate;
  private final Duration membersToldEvery;
  private final SignatureRule signatures;
  private RecordWriter recordWriter;
  private RecordReader recordReader;
  private ClusteringStore store;
  private StateAlarms alarms;
  private GlobalClustering clustering;
  private BlockedClients blocked;
  private WithheldSlots withheld;
  private ClusteringMemory restored;
  private ClientKeys keys;
  private MembershipWriter membership;
  private AnnouncementRule announcements;
  private WithdrawalRule withdrawals;

  public ClusteringProcessor(
      FederationSpec spec,
      SignatureRule signatures,
      TopicCatalogue topics,
      Codecs codecs,
      Duration membersToldEvery,
      TopologyListener topologyListener) {
    this.spec = spec;
    this.signatures = signatures;
    this.topics = topics;
    this.codecs = codecs;
    this.topologyListener = topologyListener;
    this.membersToldEvery = membersToldEvery;
    gate = new EmbeddingGate(spec);
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    recordWriter =
        new RecordWriter(
            TopologyNames.CLUSTERING,
            context,
            RecordHeaders.ofAggregator(topics.federation()),
            codecs,
            topologyListener);
    recordReader =
        RecordReader.of(
            context,
            recordWriter,
            List.of(topics.taskEmbeddings(), topics.clientPolicy(), topics.clientRegistrations()));
    KeyValueStore<String, byte[]> entries = context.getStateStore(TopologyNames.SLOTS_STORE);
    alarms = new StateAlarms(TopologyNames.SLOTS_STORE, entries);
    store = new ClusteringStore(entries, codecs, alarms);
    restored = store.load();
    clustering = new GlobalClustering(spec, restored.without(restored.beyondRoom(spec)));
    blocked = store.loadBlocked();
    withheld = new WithheldSlots(store);
    keys = store.loadKeys(spec);
    membership = new MembershipWriter(clustering, store, keys, blocked, withheld, recordWriter);
    announcements = new AnnouncementRule(signatures, keys, gate, clustering);
    withdrawals = new WithdrawalRule(signatures, keys, clustering);
    alarms.raiseSoon(context, recordWriter);
    clustering.state().ifPresent(topologyListener::restored);
    if (!membersToldEvery.isZero()) {
      context.schedule(
          membersToldEvery,
          PunctuationType.WALL_CLOCK_TIME,
          at -> clustering.state().ifPresent(state -> reportMembers(state, at)));
    }
  }

  @Override
  public void process(Record<String, byte[]> read) {
    Record<String, byte[]> record = recordReader.dated(read);
    alarms.raise(recordWriter, record.timestamp());
    if (recordReader.take(record, alarms.stopped())) {
      take(record);
    }
  }

  private void take(Record<String, byte[]> record) {
    if (restored != null) {
      tidy(restored, record.timestamp());
      restored = null;
    }
    String topic = recordReader.origin().topic();
    if (topic.equals(topics.clientPolicy().name())) {
      policy(record);
    } else if (topic.equals(topics.clientRegistrations().name())) {
      register(record);
    } else if (record.value() == null) {
      recordReader.key(record, SlotId::parse).ifPresent(slot -> withdraw(record, slot));
    } else {
      recordReader
          .read(record, codecs.taskEmbedding(), embedding -> embedding.slot().toString())
          .ifPresent(embedding -> announce(record, embedding));
    }
  }

  private void announce(Record<String, byte[]> record, TaskEmbedding embedding) {
    SlotId slot = embedding.slot();
    Optional<Rejection> flaw = announcements.refuse(embedding);
    if (flaw.filter(ClientKeys::isForWantOfRoom).isPresent() && forgetIdle(record.timestamp())) {
      flaw = announcements.refuse(embedding);
    }
    Optional<Decision<String>> block = blocked.blocking(slot.client());
    if (flaw.isPresent()) {
      recordReader.refuse(record, flaw.get(), slot.toString());
    } else if (block.isPresent()) {
      withheld.put(slot, record.value());
      Rejection blocking = BlockedClientRule.rejection(slot.client(), block.get());
      recordReader.refuse(record, blocking, slot.toString());
    } else {
      membership.announce(embedding, record.timestamp());
    }
  }

  /** Whether names were given up, which others may take now. */
  private boolean forgetIdle(long at) {
    List<ClientId> idle =
        keys.idle(
            client ->
                !clustering.slotsOf(client).isEmpty() || blocked.blocking(client).isPresent());
    idle.stream().filter(keys::remove).forEach(client -> membership.unbind(client, at));
    return !idle.isEmpty();
  }

  /** Binds or removes a client's key by an operator's order. */
  private void register(Record<String, byte[]> record) {
    long at = record.timestamp();
    if (record.value() == null) {
      recordReader
          .key(record, ClientId::new)
          .filter(keys::remove)
          .ifPresent(
              client -> {
                membership.unbind(client, at);
                clustering.slotsOf(client).forEach(slot -> membership.withdraw(slot, at));
              });
    } else {
      recordReader
          .read(record, codecs.clientRegistration(), order -> order.client().value())
          .filter(keys::register)
          .ifPresent(
              order -> {
                membership.bind(order, at);
                membership.report(clustering.slotsOf(order.client()), at);
              });
    }
  }

  private void withdraw(Record<String, byte[]> record, SlotId slot) {
    Optional<Rejection> flaw = withdrawals.refuse(slot, record.headers());
    if (recordReader.take(record, flaw)) {
      membership.withdraw(slot, record.timestamp());
    }
  }

  /** A tombstone: nothing is decided under its key any more. */
  private void policy(Record<String, byte[]> record) {
    if (record.value() == null) {
      recordReader
          .key(record, ClientPattern::new)
          .ifPresent(clients -> forget(clients, record.timestamp()));
      return;
    }
    recordReader
        .read(record, codecs.clientPolicy(), policy -> policy.clients().value())
        .ifPresent(
            policy -> {
              if (blocked.hasRoomFor(policy)) {
                decide(policy, record.timestamp());
              } else {
                recordReader.refuse(record, tooManyPatterns());
              }
            });
  }

  private void decide(ClientPolicy policy, long at) {
    store.putPolicy(policy);
    follow(policy.clients(), blocked.decided(policy, clustering.state().orElse(null)), at);
  }

  private void forget(ClientPattern clients, long at) {
    store.removePolicy(clients);
    follow(clients, blocked.forgotten(clients, clustering.state().orElse(null)), at);
  }

  /** Applies a change of who is blocked to the ledgers and the clustering. */
  private void follow(ClientPattern clients, List<ClientPolicyChanged> changes, long at) {
    changes.forEach(event -> recordWriter.clusterEvent(event, at));
    blocked.among(clustering.clients()).forEach(client -> membership.leave(client, at));
    withheld
        .take(client -> blocked.blocking(client).isEmpty())
        .forEach(embedding -> comeBack(embedding, at));
    clustering.state().ifPresent(state -> reportAgain(clients, state, at));
  }

  /**
   * Ledgers may have got another report from somebody who had no right to write to them: that ends
   * with a person's next decision about the client.
   */
  private void reportAgain(ClientPattern clients, ClusterState state, long at) {
    membership.reportBlocks(clients, state, at);
    reportMembers(state, at);
  }

  private void reportMembers(ClusterState state, long at) {
    if (alarms.stopped().isEmpty()) {
      membership.reportAll(state, at);
    }
  }

  private static Rejection tooManyPatterns() {
    return new Rejection(
        RejectReason.INVALID_ORDER,
        "at most "
            + ClientDecisions.MAX_PATTERNS
            + " patterns block clients: take one back with tributary clients unblock");
  }

  /** Announces a withheld embedding again, or sets it aside if the gate takes it no more. */
  private void comeBack(TaskEmbedding embedding, long at) {
    Optional<Rejection> flaw = announcements.refuseAgain(embedding);
    if (flaw.isPresent()) {
      setAside(embedding, flaw.get(), at);
    } else {
      membership.announce(embedding, at);
    }
  }

  /**
   * Brings a state of an older aggregator in line: it kept blocked clients' slots, and accepted
   * slots without a bound.
   */
  private void tidy(ClusteringMemory memory, long at) {
    var beyond = Set.copyOf(memory.beyondRoom(spec));
    for (TaskEmbedding embedding : memory.slots()) {
      SlotId slot = embedding.slot();
      boolean isMember = clustering.state().flatMap(state -> state.clusterOf(slot)).isPresent();
      if (beyond.contains(slot)) {
        store.removeSlot(slot);
        comeBack(embedding, at);
      } else if (!isMember) {
        Optional<Rejection> flaw = gate.refuse(embedding);
        flaw.ifPresent(found -> membership.withdraw(slot, at));
        flaw.ifPresent(found -> setAside(embedding, found, at));
      }
    }
    blocked.among(clustering.clients()).forEach(client -> membership.leave(client, at));
  }

  private void setAside(TaskEmbedding embedding, Rejection flaw, long at) {
    byte[] bytes = codecs.taskEmbedding().encode(embedding);
    recordWriter.setAside(embedding.slot().toString(), flaw, recordReader.origin(), bytes, at);
  }
}
