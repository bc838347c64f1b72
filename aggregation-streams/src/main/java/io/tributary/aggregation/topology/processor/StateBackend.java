package io.tributary.aggregation.topology.processor;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The place where a store keeps its bytes. In either case its changelog in Kafka is what survives.
 */
public enum StateBackend {
  /**
   * Stores entries on disk, in bounded memory: for chunks, whose number grows with clusters and
   * adapters.
   */
  ROCKSDB,
  /** Stores entries in the heap. */
  MEMORY;

  /**
   * The changelog settings of stores whose values come and go: they are compacted early, in small
   * segments.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of("min.cleanable.dirty.ratio", "0.2", "segment.bytes", "67108864");

  /**
   * Returns a logged and cached store of bytes: a key that changes often between two commits is
   * written to its changelog once.
   */
  public StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return uncached(name).withCachingEnabled();
  }

  /**
   * Returns a logged store without a cache, for entries that are written while large records are
   * processed: an entry of the cache keeps the whole record that it was written for, whose size is
   * not counted.
   */
  public StoreBuilder<KeyValueStore<String, byte[]>> uncached(String name) {
    KeyValueBytesStoreSupplier supplier =
        this == ROCKSDB ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name);
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }
}
