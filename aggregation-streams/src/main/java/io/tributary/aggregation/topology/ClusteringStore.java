package io.tributary.aggregation.topology;

import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.id.SlotId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The clustering's stored form, in wire format: {@code slot/<slot>} holds an embedding, {@code
 * state} the newest cluster state, {@code next} the first cluster id never used (four bytes).
 */
record ClusteringStore(KeyValueStore<String, byte[]> store, Codecs codecs) {
  private static final String SLOT = "slot/";
  private static final String STATE = "state";
  private static final String NEXT = "next";

  GlobalClustering load(FederationSpec spec) {
    var slots = new ArrayList<TaskEmbedding>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (entry.key.startsWith(SLOT)) {
          slots.add(decode(codecs.taskEmbedding(), entry.key, entry.value));
        }
      }
    }
    byte[] state = store.get(STATE);
    return state == null
        ? new GlobalClustering(spec, slots, null, 0)
        : new GlobalClustering(
            spec,
            slots,
            decode(codecs.clusterState(), STATE, state),
            ByteBuffer.wrap(store.get(NEXT)).getInt());
  }

  void putSlot(SlotId slot, byte[] embedding) {
    store.put(SLOT + slot, embedding);
  }

  void removeSlot(SlotId slot) {
    store.delete(SLOT + slot);
  }

  void putState(ClusterState state, int nextCluster) {
    store.put(STATE, codecs.clusterState().encode(state));
    store.put(NEXT, ByteBuffer.allocate(Integer.BYTES).putInt(nextCluster).array());
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
