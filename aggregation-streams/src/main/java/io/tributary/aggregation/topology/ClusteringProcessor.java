package io.tributary.aggregation.topology;

import io.tributary.aggregation.cluster.BlockedClients;
import io.tributary.aggregation.cluster.ClusteringMemory;
import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.cluster.MembershipChanges;
import io.tributary.aggregation.gate.BlockRule;
import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.membership.ClientKeys;
import io.tributary.aggregation.topology.Names.Sink;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Slot centroids and decisions about clients in; cluster states, membership and keys out. */
final class ClusteringProcessor implements Processor<String, byte[], String, byte[]> {
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
  private AnnouncementRule announcements;
  private WithdrawalRule withdrawals;

  ClusteringProcessor(
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
            Names.CLUSTERING,
            context,
            RecordHeaders.ofAggregator(topics.federation()),
            codecs,
            topologyListener);
    recordReader =
        RecordReader.of(
            context,
            recordWriter,
            List.of(topics.taskEmbeddings(), topics.clientPolicy(), topics.clientRegistrations()));
    KeyValueStore<String, byte[]> entries = context.getStateStore(Names.SLOTS_STORE);
    alarms = new StateAlarms(Names.SLOTS_STORE, entries);
    store = new ClusteringStore(entries, codecs, alarms);
    restored = store.load();
    clustering = new GlobalClustering(spec, restored.without(restored.beyondRoom(spec)));
    blocked = store.loadBlocked();
    withheld = new WithheldSlots(store);
    keys = store.loadKeys(spec);
    announcements = new AnnouncementRule(signatures, keys, gate, clustering);
    withdrawals = new WithdrawalRule(signatures, keys, clustering);
    alarms.raiseSoon(context, recordWriter);
    clustering.state().ifPresent(topologyListener::clustered);
    if (!membersToldEvery.isZero()) {
      context.schedule(
          membersToldEvery,
          PunctuationType.WALL_CLOCK_TIME,
          at -> clustering.state().ifPresent(state -> tellMembers(state, at)));
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
      recordReader.refuse(record, BlockRule.rejection(slot.client(), block.get()), slot.toString());
    } else {
      announce(embedding, record.timestamp());
    }
  }

  private void announce(TaskEmbedding embedding, long at) {
    SlotId slot = embedding.slot();
    ClusterState before = clustering.state().orElse(null);
    Member was = member(slot);
    keys.firstUse(embedding, Instant.ofEpochMilli(at)).ifPresent(first -> bind(first, at));
    store.putSlot(slot, codecs.taskEmbedding().encode(embedding));
    Optional<ClusterState> after = clustering.announce(embedding, Instant.ofEpochMilli(at));
    boolean told =
        !member(slot).equals(was) && before != null && before.clusterOf(slot).isPresent();
    Set<SlotId> news = told ? Set.of(slot) : Set.of();
    if (after.isPresent()) {
      publish(before, after.get(), at, news);
    } else if (told) {
      // Its ledger needs to know; what all read is as it was, and large.
      MembershipChanges.between(before, before, this::member, news)
          .forEach(event -> recordWriter.clusterEvent(event, at));
    }
  }

  private Member member(SlotId slot) {
    long samples = clustering.announced(slot).map(TaskEmbedding::samples).orElse(0L);
    return new Member(keys.key(slot.client()), samples);
  }

  private void bind(ClientRegistration registration, long at) {
    store.putKey(registration);
    recordWriter.clientKey(registration, at);
  }

  private void unbind(ClientId client, long at) {
    store.removeKey(client);
    recordWriter.remove(Sink.CLIENT_KEYS, client.value(), at);
  }

  /** Whether names were given up, which others may take now. */
  private boolean forgetIdle(long at) {
    List<ClientId> idle =
        keys.idle(
            client ->
                !clustering.slotsOf(client).isEmpty() || blocked.blocking(client).isPresent());
    idle.stream().filter(keys::remove).forEach(client -> unbind(client, at));
    return !idle.isEmpty();
  }

  /** An operator gives a client a key, or takes its key away. */
  private void register(Record<String, byte[]> record) {
    long at = record.timestamp();
    if (record.value() == null) {
      recordReader
          .key(record, ClientId::new)
          .filter(keys::remove)
          .ifPresent(
              client -> {
                unbind(client, at);
                clustering.slotsOf(client).forEach(slot -> withdraw(slot, at));
              });
    } else {
      recordReader
          .read(record, codecs.clientRegistration(), order -> order.client().value())
          .filter(keys::register)
          .ifPresent(
              order -> {
                bind(order, at);
                tell(clustering.slotsOf(order.client()), at);
              });
    }
  }

  /** Ledgers learn what is known of these members from now on. */
  private void tell(Set<SlotId> slots, long at) {
    ClusterState before = clustering.state().orElse(null);
    slots.removeIf(slot -> before == null || before.clusterOf(slot).isEmpty());
    if (!slots.isEmpty()) {
      clustering
          .revised(Instant.ofEpochMilli(at))
          .ifPresent(after -> publish(before, after, at, slots));
    }
  }

  private void withdraw(Record<String, byte[]> record, SlotId slot) {
    Optional<Rejection> flaw = withdrawals.refuse(slot, record.headers());
    if (recordReader.take(record, flaw)) {
      withdraw(slot, record.timestamp());
    }
  }

  private void withdraw(SlotId slot, long at) {
    ClusterState before = clustering.state().orElse(null);
    withheld.remove(slot);
    store.removeSlot(slot);
    clustering
        .withdraw(slot, Instant.ofEpochMilli(at))
        .ifPresent(after -> publish(before, after, at, Set.of()));
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

  /** Who is blocked has changed: the ledgers and the clustering learn it. */
  private void follow(ClientPattern clients, List<ClientPolicyChanged> changes, long at) {
    changes.forEach(event -> recordWriter.clusterEvent(event, at));
    blocked.among(clustering.clients()).forEach(client -> leave(client, at));
    withheld
        .take(client -> blocked.blocking(client).isEmpty())
        .forEach(embedding -> comeBack(embedding, at));
    clustering.state().ifPresent(state -> tellAgain(clients, state, at));
  }

  /**
   * Ledgers may have been told otherwise by somebody who had no right to write to them: that ends
   * with a person's next decision about the client.
   */
  private void tellAgain(ClientPattern clients, ClusterState state, long at) {
    blocked.about(clients, state).forEach(event -> recordWriter.clusterEvent(event, at));
    tellMembers(state, at);
  }

  /** All members of every cluster: it changes nothing where they are known. */
  private void tellMembers(ClusterState state, long at) {
    if (alarms.stopped().isEmpty()) {
      MembershipChanges.between(null, state, this::member, Set.of())
          .forEach(event -> recordWriter.clusterEvent(event, at));
    }
  }

  private static Rejection tooManyPatterns() {
    return new Rejection(
        RejectReason.INVALID_ORDER,
        "at most "
            + ClientDecisions.MAX_PATTERNS
            + " patterns block clients: take one back with tributary clients unblock");
  }

  private void leave(ClientId client, long at) {
    ClusterState before = clustering.state().orElse(null);
    for (SlotId slot : clustering.slotsOf(client)) {
      withheld.put(slot, store.slot(slot));
      store.leave(slot, clustering.state().flatMap(state -> state.clusterOf(slot)));
    }
    clustering
        .leave(client, Instant.ofEpochMilli(at))
        .ifPresent(after -> publish(before, after, at, Set.of()));
  }

  /** What was withheld may be of a time when the gate took more. */
  private void comeBack(TaskEmbedding embedding, long at) {
    Optional<Rejection> flaw = announcements.refuseAgain(embedding);
    if (flaw.isPresent()) {
      setAside(embedding, flaw.get(), at);
    } else {
      announce(embedding, at);
    }
  }

  /** An older aggregator let blocked clients stay, and took slots without a bound. */
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
        flaw.ifPresent(found -> withdraw(slot, at));
        flaw.ifPresent(found -> setAside(embedding, found, at));
      }
    }
    blocked.among(clustering.clients()).forEach(client -> leave(client, at));
  }

  private void setAside(TaskEmbedding embedding, Rejection flaw, long at) {
    byte[] bytes = codecs.taskEmbedding().encode(embedding);
    recordWriter.setAside(embedding.slot().toString(), flaw, recordReader.origin(), bytes, at);
  }

  private void publish(ClusterState before, ClusterState after, long at, Set<SlotId> told) {
    store.putState(after, clustering.nextCluster());
    recordWriter.clusterState(after, at);
    blocked.news(before, after).forEach(event -> recordWriter.clusterEvent(event, at));
    for (MembersChanged change : MembershipChanges.between(before, after, this::member, told)) {
      recordWriter.clusterEvent(change, at);
    }
  }
}
