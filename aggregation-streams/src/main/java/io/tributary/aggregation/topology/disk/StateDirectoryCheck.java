package io.tributary.aggregation.topology.disk;

import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wipes the folders of tasks that Kafka Streams could not open because a file was lost, truncated
 * or overwritten. Streams would end at the first such folder, at every start, though the changelogs
 * can restore all of it.
 *
 * <p>A task is wiped as a whole: its list of offsets states up to where its stores have read the
 * changelogs, and must not outlive the stores.
 */
public final class StateDirectoryCheck {
  private static final Logger LOG = LoggerFactory.getLogger(StateDirectoryCheck.class);
  private static final String TASK = "[0-9]*_[0-9]*";
  private static final String LOCK = ".lock";
  private static final String CHECKPOINT = ".checkpoint*";

  /**
   * The suffix of the file to which Kafka writes a new list of offsets before it renames the file.
   */
  private static final String UNFINISHED = ".tmp";

  private static final String STORES = "rocksdb";

  private StateDirectoryCheck() {}

  /**
   * Checks all tasks of an application; does nothing if another process works on them.
   *
   * @param folder of the application, below the state directory
   * @throws IOException if it cannot be read, or a damaged task not be removed
   */
  public static void wipeDamaged(Path folder) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return; // Kafka Streams refuses to start, and names the reason.
      }
      try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder, TASK)) {
        for (Path task : tasks) {
          Optional<String> damage = damage(task);
          if (damage.isPresent()) {
            LOG.atWarn()
                .addKeyValue(LogKeys.TASK, task)
                .addKeyValue(LogKeys.REASON, damage.get())
                .log("state is damaged, is wiped and comes back from its changelog");
            delete(task);
          }
        }
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      LOG.atDebug()
          .addKeyValue(LogKeys.FOLDER, folder)
          .log("another aggregator of this process works on the same state");
    }
  }

  private static Optional<String> damage(Path task) throws IOException {
    try (DirectoryStream<Path> checkpoints = Files.newDirectoryStream(task, CHECKPOINT)) {
      for (Path file : checkpoints) {
        if (!file.toString().endsWith(UNFINISHED) && !isCheckpoint(file)) {
          return Optional.of("file=" + file.getFileName() + " is no list of offsets");
        }
      }
    }
    Path stores = task.resolve(STORES);
    if (Files.isDirectory(stores)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(stores, Files::isDirectory)) {
        for (Path store : found) {
          Optional<String> damage = RocksDbCheck.damage(store);
          if (damage.isPresent()) {
            return Optional.of("store=" + store.getFileName() + ": " + damage.get());
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether a file has the form of a list of offsets: a version, a count, and that many
   * lines of topic, partition and offset.
   */
  private static boolean isCheckpoint(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() >= 2
          && lines.get(0).equals("0")
          && lines.get(1).equals(Integer.toString(lines.size() - 2))
          && lines.stream().skip(2).allMatch(line -> line.matches("\\S+ \\d+ -?\\d+"));
    } catch (MalformedInputException noText) {
      return false;
    }
  }

  private static void delete(Path task) throws IOException {
    try (Stream<Path> all = Files.walk(task)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
