package io.tributary.schemas.natives;

import io.tributary.schemas.files.PrivateFiles;
import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that belongs to one process and is removed when that process ends. The process holds a
 * lock in the folder; if the process is killed, the next one finds the lock free and removes the
 * folder.
 */
final class ScratchFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
  private static final String PREFIX = "run-";
  private static final String LOCK = "lock";
  private static final SecureRandom NAMES = new SecureRandom();

  /**
   * The folders that this process holds. It must not open their lock files again: closing one would
   * release the lock.
   */
  private static final Set<Path> OPEN = new HashSet<>(); // guarded by its class

  private final Path folder;
  private final FileChannel channel;

  private ScratchFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Creates a scratch folder below a private folder, and removes those of processes that have
   * ended.
   *
   * @throws IOException if the folder cannot be written to
   */
  static ScratchFolder below(Path base) throws IOException {
    synchronized (ScratchFolder.class) {
      // Without this lock another process could mistake a folder that has no lock yet for an
      // abandoned one.
      try (FileChannel making = PrivateFiles.open(base.resolve(LOCK))) {
        making.lock();
        sweep(base);
        byte[] name = new byte[6];
        NAMES.nextBytes(name);
        Path folder = base.resolve(PREFIX + HexFormat.of().formatHex(name));
        PrivateFiles.createFolders(folder);
        return new ScratchFolder(folder, locked(folder));
      }
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel = PrivateFiles.open(folder.resolve(LOCK));
    try {
      channel.lock();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    OPEN.add(folder);
    return channel;
  }

  /** Returns the folder, which at first contains only the lock file. */
  Path path() {
    return folder;
  }

  private static void sweep(Path base) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path folder : left) {
        boolean ofOurs = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        if (ofOurs && !OPEN.contains(folder)) {
          removeIfAbandoned(folder);
        }
      }
    }
  }

  /**
   * Removes a folder if its process has ended. A folder that cannot be removed only takes disk
   * space, and the next process tries again.
   */
  private static void removeIfAbandoned(Path folder) {
    try {
      if (isAbandoned(folder)) {
        delete(folder);
      }
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue(LogKeys.FOLDER, folder)
          .log("libraries that another process left cannot be removed");
    }
  }

  private static boolean isAbandoned(Path folder) throws IOException {
    try (FileChannel channel = PrivateFiles.open(folder.resolve(LOCK));
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException | NoSuchFileException ofThisProcessOrGone) {
      return false;
    }
  }

  /** Deletes a folder with its files. Libraries that are loaded keep working after that. */
  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // Another process deletes the same folder.
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Releases the lock and removes the folder. Files that cannot be removed are left to the next
   * process: on NFS the file of a loaded library stays until this process ends.
   */
  @Override
  public void close() {
    synchronized (ScratchFolder.class) {
      OPEN.remove(folder);
      try {
        // NFS keeps an open file under another name, so the lock file is closed before its folder
        // is deleted.
        channel.close();
        delete(folder);
      } catch (IOException e) {
        LOG.atDebug()
            .setCause(e)
            .addKeyValue(LogKeys.FOLDER, folder)
            .log("unpacked libraries are left to the next process");
      }
    }
  }
}
