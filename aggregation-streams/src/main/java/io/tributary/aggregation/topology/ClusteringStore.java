package io.tributary.aggregation.topology;

import io.tributary.aggregation.cluster.BlockedClients;
import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.membership.ClientKeys;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The clustering's stored form, in wire format: {@code slot/<slot>} holds an embedding, {@code
 * withheld/<slot>} one of a blocked client, {@code policy/<client>} why that is blocked, {@code
 * key/<client>} its key, {@code state} the newest cluster state, {@code next} the first cluster id
 * never used (four bytes).
 */
record ClusteringStore(KeyValueStore<String, byte[]> store, Codecs codecs) {
  private static final String SLOT = "slot/";
  private static final String WITHHELD = "withheld/";
  private static final String POLICY = "policy/";
  private static final String KEY = "key/";
  private static final String STATE = "state";
  private static final String NEXT = "next";

  GlobalClustering load(FederationSpec spec) {
    List<TaskEmbedding> slots = all(SLOT, codecs.taskEmbedding());
    byte[] state = store.get(STATE);
    return state == null
        ? new GlobalClustering(spec, slots, null, 0)
        : new GlobalClustering(
            spec,
            slots,
            decode(codecs.clusterState(), STATE, state),
            ByteBuffer.wrap(store.get(NEXT)).getInt());
  }

  BlockedClients loadBlocked() {
    return new BlockedClients(all(POLICY, codecs.clientPolicy()));
  }

  ClientKeys loadKeys(FederationSpec spec) {
    return new ClientKeys(spec.membership(), all(KEY, codecs.clientKey()));
  }

  void putKey(ClientRegistration registration) {
    store.put(KEY + registration.client(), codecs.clientKey().encode(registration));
  }

  void removeKey(ClientId client) {
    store.delete(KEY + client);
  }

  void putPolicy(ClientPolicy policy) {
    String key = POLICY + policy.client();
    if (policy.blocked()) {
      store.put(key, codecs.clientPolicy().encode(policy));
    } else {
      store.delete(key);
    }
  }

  void withhold(SlotId slot, byte[] embedding) {
    store.put(WITHHELD + slot, embedding);
  }

  /** A client's withheld embeddings, in the order of its slots; they are withheld no longer. */
  List<TaskEmbedding> takeWithheld(ClientId client) {
    List<TaskEmbedding> taken =
        all(WITHHELD + client + "/", codecs.taskEmbedding()).stream()
            .sorted(Comparator.comparing(TaskEmbedding::slot))
            .toList();
    taken.forEach(embedding -> store.delete(WITHHELD + embedding.slot()));
    return taken;
  }

  void putSlot(SlotId slot, byte[] embedding) {
    store.put(SLOT + slot, embedding);
  }

  void removeSlot(SlotId slot) {
    store.delete(SLOT + slot);
    store.delete(WITHHELD + slot);
  }

  void putState(ClusterState state, int nextCluster) {
    store.put(STATE, codecs.clusterState().encode(state));
    store.put(NEXT, ByteBuffer.allocate(Integer.BYTES).putInt(nextCluster).array());
  }

  private <T> List<T> all(String prefix, RecordCodec<T> codec) {
    var values = new ArrayList<T>();
    try (KeyValueIterator<String, byte[]> entries =
        store.prefixScan(prefix, new StringSerializer())) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        values.add(decode(codec, entry.key, entry.value));
      }
    }
    return values;
  }

  private static <T> T decode(RecordCodec<T> codec, String key, byte[] value) {
    try {
      return codec.decode(value);
    } catch (UndecodableRecord e) {
      throw new IllegalStateException(
          "store " + Names.SLOTS_STORE + " holds under " + key + " what it never wrote", e);
    }
  }
}
