package io.tributary.infra.local;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second run off the state directory; the system frees it when this process dies. */
record LocalRunLock(Path stateDir, FileChannel channel) implements AutoCloseable {

  static LocalRunLock take(Path stateDir) {
    try {
      Files.createDirectories(stateDir);
      FileChannel channel =
          FileChannel.open(
              stateDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isFree(channel)) {
        channel.close();
        throw new Failure(
            Failure.Kind.DOMAIN,
            "STATE_IN_USE",
            "another run works on the state directory " + stateDir,
            "Wait for that run or stop it, or choose another directory with --state.");
      }
      return new LocalRunLock(stateDir, channel);
    } catch (IOException e) {
      throw StateDir.unusable(stateDir, e);
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
