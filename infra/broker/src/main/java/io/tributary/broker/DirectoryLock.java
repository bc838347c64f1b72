package io.tributary.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Locks a directory until it is closed or its process has ended, even by a kill. The holder must
 * keep a reference to it: the garbage collector closes an unreachable one.
 */
public final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, or returns empty if another process or another part of this one holds it.
   *
   * @param dir created if it is missing, for its owner only
   * @param file name of the lock's file in it
   * @throws IOException if the directory cannot be written to
   */
  public static Optional<DirectoryLock> take(Path dir, String file) throws IOException {
    Files.createDirectories(dir, OwnerOnly.folder(dir));
    FileChannel channel =
        FileChannel.open(
            dir.resolve(file),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnly.file(dir));
    if (isFree(channel)) {
      return Optional.of(new DirectoryLock(channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
