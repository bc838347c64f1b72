package io.tributary.schemas.natives;

import io.tributary.schemas.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * A folder of one process for as long as it lives. The process holds a lock in it: what a process
 * left that was killed is removed by the next one.
 */
final class ScratchFolder implements AutoCloseable {
  private static final String PREFIX = "run-";
  private static final String LOCK = "lock";
  private static final SecureRandom NAMES = new SecureRandom();

  /** Of this process: to look at such a lock would release it. */
  private static final Set<Path> OPEN = new HashSet<>(); // guarded by its class

  private final Path folder;
  private final FileChannel channel;

  private ScratchFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Makes one below a private folder, and removes those of processes that are gone.
   *
   * @throws IOException if the folder cannot be written to
   */
  static ScratchFolder below(Path base) throws IOException {
    synchronized (ScratchFolder.class) {
      // Nobody else may take a folder that is being made for one that was left.
      try (FileChannel making = PrivateFiles.open(base.resolve(LOCK))) {
        making.lock();
        sweep(base);
        byte[] name = new byte[6];
        NAMES.nextBytes(name);
        Path folder = base.resolve(PREFIX + HexFormat.of().formatHex(name));
        PrivateFiles.createFolders(folder);
        FileChannel channel = PrivateFiles.open(folder.resolve(LOCK));
        channel.lock();
        OPEN.add(folder);
        return new ScratchFolder(folder, channel);
      }
    }
  }

  /** It exists and is empty but for its lock. */
  Path path() {
    return folder;
  }

  private static void sweep(Path base) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path folder : left) {
        boolean ofOurs = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        if (ofOurs && !OPEN.contains(folder) && isAbandoned(folder)) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isAbandoned(Path folder) throws IOException {
    try (FileChannel channel = PrivateFiles.open(folder.resolve(LOCK));
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /** What is in use stays so: a library that is loaded needs no name any more. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
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
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes it. */
  @Override
  public void close() throws IOException {
    synchronized (ScratchFolder.class) {
      OPEN.remove(folder);
      delete(folder);
      channel.close();
    }
  }
}
