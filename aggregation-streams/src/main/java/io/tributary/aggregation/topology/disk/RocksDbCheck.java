package io.tributary.aggregation.topology.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Reads a whole store of RocksDB once, with all its checksums, and changes nothing. */
final class RocksDbCheck {
  private static final String CURRENT = "CURRENT";

  /** Files that RocksDB creates before it has data. */
  private static final String NO_DATA = "LOCK|LOG.*|IDENTITY";

  private RocksDbCheck() {}

  /** Returns what is wrong with the files of a store; empty if it can be opened and read. */
  static Optional<String> damage(Path store) throws IOException {
    if (!Files.exists(store.resolve(CURRENT))) {
      return isEmpty(store) ? Optional.empty() : Optional.of("file CURRENT is missing");
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (var options = new Options();
        var read = new DBOptions()) {
      List<ColumnFamilyDescriptor> families =
          RocksDB.listColumnFamilies(options, store.toString()).stream()
              .map(ColumnFamilyDescriptor::new)
              .toList();
      if (families.isEmpty()) {
        return Optional.of("CURRENT, or the MANIFEST that it names, cannot be read");
      }
      try (RocksDB db = RocksDB.openReadOnly(read, store.toString(), families, handles)) {
        db.verifyChecksum();
      } finally {
        handles.forEach(ColumnFamilyHandle::close);
      }
      return Optional.empty();
    } catch (RocksDBException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean isEmpty(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files.allMatch(file -> file.getFileName().toString().matches(NO_DATA));
    }
  }
}
