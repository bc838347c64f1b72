package io.tributary.infra.local.state;

import io.tributary.broker.DirectoryLock;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Path;

/** Locks the state directory against a second run. */
public record LocalRunLock(Path stateDir, DirectoryLock lock) implements AutoCloseable {

  public static LocalRunLock take(Path stateDir) {
    try {
      StateDir.open(stateDir);
      return new LocalRunLock(
          stateDir,
          DirectoryLock.take(stateDir, "lock")
              .orElseThrow(
                  () ->
                      new Failure(
                          Failure.Kind.DOMAIN,
                          "STATE_IN_USE",
                          "another run works on the state directory " + stateDir,
                          "Wait for that run or stop it, or choose another directory with"
                              + " --state.")));
    } catch (IOException e) {
      throw StateDir.unusable(stateDir, e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
