package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.aggregation.topology.processor.UnreadableEntry;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.id.ChunkKey;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores the versions of one task's chunks: the newest of each, earlier ones where the strategy
 * needs them, and the server optimiser's moments.
 *
 * <p>Keys of the store {@code current-chunks}: {@code c3/0} has the newest version (four bytes) and
 * its payload, {@code c3/0@7} the payload of version 7, {@code c3/0 m1} the second moment.
 */
final class ChunkVersions {
  private final KeyValueStore<String, byte[]> store;
  private final LoraAdapter initial;
  private final int origins;

  /**
   * The numbers of the newest versions, which are kept so that they are known without reading the
   * values.
   */
  private final Map<ChunkKey, Integer> numbers = new HashMap<>();

  /**
   * Creates versions over a store.
   *
   * @param initial version 0
   * @param origins number of versions before the newest that stay readable
   */
  ChunkVersions(KeyValueStore<String, byte[]> store, LoraAdapter initial, int origins) {
    this.store = store;
    this.initial = initial;
    this.origins = origins;
  }

  /**
   * The newest version of a chunk, or the initial one while there is none.
   *
   * @param version its number
   * @param values of the chunk
   */
  record Newest(int version, FloatBuffer values) {}

  Newest newest(ChunkKey key) {
    byte[] stored = store.get(key.toString());
    if (stored == null) {
      return new Newest(0, initialValues(key));
    }
    requireSize(key.toString(), stored, Integer.BYTES + bytes(key));
    return new Newest(
        ByteBuffer.wrap(stored).getInt(), AdapterChunks.floats(stored, Integer.BYTES));
  }

  /** Returns the number of a chunk's newest version, 0 while there is none. */
  int number(ChunkKey key) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    byte[] stored = store.get(key.toString());
    if (stored == null) {
      // The lookup caches nothing for an unknown chunk, so that invented clusters cannot fill the
      // heap.
      return 0;
    }
    int number = ByteBuffer.wrap(stored).getInt();
    numbers.put(key, number);
    return number;
  }

  /** Returns the values of the newest version or of one that stays readable. */
  FloatBuffer values(ChunkKey key, int version) {
    if (version == 0) {
      return initialValues(key);
    }
    Newest newest = newest(key);
    if (newest.version == version) {
      return newest.values;
    }
    byte[] older = store.get(olderKey(key, version));
    if (older == null) {
      throw new IllegalStateException(
          "version "
              + version
              + " of "
              + key
              + " is needed and not kept, newest is "
              + newest.version);
    }
    requireSize(olderKey(key, version), older, bytes(key));
    return AdapterChunks.floats(older, 0);
  }

  /** Returns the optimiser's moments, or their initial values. */
  float[][] moments(ChunkKey key, float[][] initialMoments) {
    for (int moment = 0; moment < initialMoments.length; moment++) {
      byte[] stored = store.get(momentKey(key, moment));
      if (stored != null) {
        requireSize(momentKey(key, moment), stored, Float.BYTES * initialMoments[moment].length);
        AdapterChunks.floats(stored, 0).get(initialMoments[moment]);
      }
    }
    return initialMoments;
  }

  /** Stores a new version; the one before it is kept if the strategy may need it as an origin. */
  void put(ChunkKey key, int version, byte[] payload, float[][] moments) {
    byte[] before = store.get(key.toString());
    if (origins > 0 && before != null) {
      byte[] values = new byte[before.length - Integer.BYTES];
      System.arraycopy(before, Integer.BYTES, values, 0, values.length);
      store.put(olderKey(key, version - 1), values);
      if (version - 1 - origins >= 1) {
        store.delete(olderKey(key, version - 1 - origins));
      }
    }
    numbers.put(key, version);
    store.put(
        key.toString(),
        ByteBuffer.allocate(Integer.BYTES + payload.length).putInt(version).put(payload).array());
    for (int moment = 0; moment < moments.length; moment++) {
      store.put(momentKey(key, moment), AdapterChunks.bytes(moments[moment]));
    }
  }

  private FloatBuffer initialValues(ChunkKey key) {
    float[] values = initial.values();
    return FloatBuffer.wrap(
            values,
            key.index() * AdapterChunks.FLOATS,
            AdapterChunks.length(values.length, key.index()))
        .slice();
  }

  private int bytes(ChunkKey key) {
    return Float.BYTES * AdapterChunks.length(initial.values().length, key.index());
  }

  private static void requireSize(String key, byte[] stored, int bytes) {
    UnreadableEntry.requireSize(TopologyNames.CURRENT_STORE, key, stored, bytes);
  }

  private static String olderKey(ChunkKey key, int version) {
    return key + "@" + version;
  }

  private static String momentKey(ChunkKey key, int moment) {
    return key + " m" + moment;
  }
}
