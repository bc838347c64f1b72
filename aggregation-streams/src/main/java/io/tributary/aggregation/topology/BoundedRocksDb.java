package io.tributary.aggregation.topology;

import io.tributary.schemas.natives.NativeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Gives all RocksDB stores of the process one memory budget, however many tasks it has. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  /** The budget in bytes for blocks, indexes, filters and write buffers together. */
  private static final long TOTAL_BYTES = 96L << 20;

  /** The part of the budget that write buffers may take, in bytes. */
  private static final long WRITE_BUFFERS_BYTES = 64L << 20;

  private static final long WRITE_BUFFER_BYTES = 8L << 20;

  /**
   * Holds the shared cache, which is made when the first store opens, because only then the native
   * library is needed.
   */
  private static final class Shared {
    static {
      load();
    }

    static final Cache CACHE = new LRUCache(TOTAL_BYTES);
    static final WriteBufferManager WRITE_BUFFERS =
        new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);
  }

  /**
   * Loads the native library from this process's own folder. Without this call, the first use of
   * one of its classes would load it from a folder that every user may write to.
   *
   * @throws io.tributary.schemas.settings.Failure NATIVE_DIR_UNUSABLE if there is no folder for it
   */
  static void load() {
    Optional<Path> folder = NativeFolder.path();
    if (folder.isPresent()) {
      try {
        NativeLibraryLoader.getInstance().loadLibrary(folder.get().toString());
      } catch (IOException e) {
        throw new UncheckedIOException("RocksDB cannot be unpacked to " + folder.get(), e);
      }
    }
    RocksDB.loadLibrary();
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setWriteBufferManager(Shared.WRITE_BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String storeName, Options options) {
    // Closes nothing: cache and write buffers belong to all stores.
  }
}
