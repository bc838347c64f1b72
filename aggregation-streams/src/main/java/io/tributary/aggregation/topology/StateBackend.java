package io.tributary.aggregation.topology;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Where a store keeps its bytes. Either way its changelog in Kafka is what survives. */
public enum StateBackend {
  /** On disk, in bounded memory: for chunks, whose number grows with clusters and adapters. */
  ROCKSDB,
  /** In the heap. */
  MEMORY;

  /** Changelogs of values that come and go: clean them early, in small segments. */
  private static final Map<String, String> CHANGELOG =
      Map.of("min.cleanable.dirty.ratio", "0.2", "segment.bytes", "67108864");

  /**
   * A logged and cached store of bytes: a key that changes often between two commits is written to
   * its changelog once.
   */
  StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return uncached(name).withCachingEnabled();
  }

  /**
   * A logged store for what is written while large records are processed: an entry of the cache
   * keeps the whole record that it was written for, and its size does not count as the entry's.
   */
  StoreBuilder<KeyValueStore<String, byte[]>> uncached(String name) {
    KeyValueBytesStoreSupplier supplier =
        this == ROCKSDB ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name);
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }
}
