package io.tributary.aggregation.topology.clustering;

import io.tributary.aggregation.cluster.BlockedClients;
import io.tributary.aggregation.cluster.ClusteringMemory;
import io.tributary.aggregation.membership.ClientKeys;
import io.tributary.aggregation.topology.processor.StateAlarms;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores the clustering in wire format: {@code slot/<slot>} has an announcement, {@code
 * withheld/<slot>} one of a blocked client, {@code left/<slot>} the name of the cluster that such a
 * slot belonged to, {@code policy/<client or pattern>} the decision about it, {@code key/<client>}
 * its key, {@code state} the newest cluster state, {@code next} the first cluster id never used
 * (four bytes).
 */
record ClusteringStore(KeyValueStore<String, byte[]> store, Codecs codecs, StateAlarms alarms) {
  private static final String SLOT = "slot/";
  private static final String WITHHELD = "withheld/";
  private static final String LEFT = "left/";
  private static final String POLICY = "policy/";
  private static final String KEY = "key/";
  private static final String STATE = "state";
  private static final String NEXT = "next";

  /** The reason that stands for one that cannot be read; the client stays blocked. */
  private static final OperatorDecision LOST =
      new OperatorDecision("", "the decision that was stored cannot be read");

  ClusteringMemory load() {
    List<TaskEmbedding> slots = all(SLOT, codecs.taskEmbedding());
    var unborn = new ClusteringMemory(slots, null, 0, left());
    byte[] stored = store.get(STATE);
    if (stored == null) {
      return unborn;
    }
    byte[] next = store.get(NEXT);
    if (next == null || next.length != Integer.BYTES) {
      alarms.stop(NEXT, next == null ? new byte[0] : next, "must be four bytes");
      return unborn;
    }
    Optional<ClusterState> state = decode(codecs.clusterState(), STATE, stored, alarms::stop);
    int number = ByteBuffer.wrap(next).getInt();
    return state.isEmpty() ? unborn : new ClusteringMemory(slots, state.get(), number, left());
  }

  BlockedClients loadBlocked() {
    List<ClientPolicy> policies = new ArrayList<>();
    all(POLICY, codecs.clientPolicy(), (key, stored, why) -> lost(policies, key, stored, why))
        .forEach(policies::add);
    return new BlockedClients(policies);
  }

  /**
   * A client with an unreadable policy counts as blocked: too few participants are safer than wrong
   * ones.
   */
  private void lost(List<ClientPolicy> policies, String key, byte[] stored, String why) {
    try {
      var clients = new ClientPattern(key.substring(POLICY.length()));
      policies.add(new ClientPolicy(clients, true, LOST, Instant.EPOCH));
      alarms.keep(key, stored, why);
    } catch (IllegalArgumentException e) {
      alarms.leaveOut(key, stored, why);
    }
  }

  ClientKeys loadKeys(FederationSpec spec) {
    return new ClientKeys(spec.membership(), all(KEY, codecs.clientKey(), alarms::stop));
  }

  void putKey(ClientRegistration registration) {
    store.put(KEY + registration.client(), codecs.clientKey().encode(registration));
  }

  void removeKey(ClientId client) {
    store.delete(KEY + client);
  }

  void putPolicy(ClientPolicy policy) {
    String key = POLICY + policy.clients();
    // A decision that a client is not blocked is kept, too: it takes precedence over patterns.
    if (policy.blocked() || policy.clients().isExact()) {
      store.put(key, codecs.clientPolicy().encode(policy));
    } else {
      store.delete(key);
    }
  }

  void removePolicy(ClientPattern clients) {
    store.delete(POLICY + clients);
  }

  /** Returns how many announcements of blocked clients there are. */
  int withheld() {
    int count = 0;
    try (KeyValueIterator<String, byte[]> entries =
        store.prefixScan(WITHHELD, new StringSerializer())) {
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
    }
    return count;
  }

  boolean isWithheld(SlotId slot) {
    return store.get(WITHHELD + slot) != null;
  }

  void withhold(SlotId slot, byte[] embedding) {
    store.put(WITHHELD + slot, embedding);
  }

  /** Returns the stored announcement of a slot. */
  byte[] slot(SlotId slot) {
    return store.get(SLOT + slot);
  }

  /** Removes a slot, which may return to its cluster later. */
  void leave(SlotId slot, Optional<ClusterId> cluster) {
    store.delete(SLOT + slot);
    cluster.ifPresent(id -> store.put(LEFT + slot, id.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns the clusters that slots belonged to before their clients were blocked; unreadable
   * entries are left out.
   */
  private Map<SlotId, ClusterId> left() {
    var left = new TreeMap<SlotId, ClusterId>();
    try (KeyValueIterator<String, byte[]> entries =
        store.prefixScan(LEFT, new StringSerializer())) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        try {
          left.put(
              SlotId.parse(entry.key.substring(LEFT.length())),
              ClusterId.parse(new String(entry.value, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
          alarms.leaveOut(entry.key, entry.value, e.getMessage());
        }
      }
    }
    return left;
  }

  /**
   * Returns some clients' withheld announcements, in the order of their slots, and removes them.
   */
  List<TaskEmbedding> takeWithheld(Predicate<ClientId> clients) {
    List<TaskEmbedding> taken =
        all(WITHHELD, codecs.taskEmbedding()).stream()
            .filter(embedding -> clients.test(embedding.slot().client()))
            .sorted(Comparator.comparing(TaskEmbedding::slot))
            .toList();
    taken.forEach(embedding -> store.delete(WITHHELD + embedding.slot()));
    return taken;
  }

  void putSlot(SlotId slot, byte[] embedding) {
    store.put(SLOT + slot, embedding);
    store.delete(LEFT + slot);
  }

  void removeSlot(SlotId slot) {
    store.delete(SLOT + slot);
    store.delete(WITHHELD + slot);
    store.delete(LEFT + slot);
  }

  void putState(ClusterState state, int nextCluster) {
    store.put(STATE, codecs.clusterState().encode(state));
    store.put(NEXT, ByteBuffer.allocate(Integer.BYTES).putInt(nextCluster).array());
  }

  /** Returns all readable entries of a kind that is not vital: their owners announce them again. */
  private <T> List<T> all(String prefix, RecordCodec<T> codec) {
    return all(prefix, codec, alarms::leaveOut);
  }

  /** Handles an entry that cannot be read. */
  private interface Unreadable {
    void entry(String key, byte[] stored, String why);
  }

  private <T> List<T> all(String prefix, RecordCodec<T> codec, Unreadable unreadable) {
    var values = new ArrayList<T>();
    try (KeyValueIterator<String, byte[]> entries =
        store.prefixScan(prefix, new StringSerializer())) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        decode(codec, entry.key, entry.value, unreadable).ifPresent(values::add);
      }
    }
    return values;
  }

  private static <T> Optional<T> decode(
      RecordCodec<T> codec, String key, byte[] value, Unreadable unreadable) {
    try {
      return Optional.of(codec.decode(value));
    } catch (UndecodableRecord e) {
      unreadable.entry(key, value, e.getMessage());
      return Optional.empty();
    }
  }
}
