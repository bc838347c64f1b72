package io.tributary.aggregation.topology;

import io.tributary.schemas.settings.Failure;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;

/** Distinguishes failures of the state directory, such as a full or unwritable disk, from bugs. */
final class StateFailures {
  private StateFailures() {}

  /**
   * Returns a failure that names the directory and the fix, or the error itself if it has another
   * cause.
   */
  static RuntimeException of(RuntimeException error, Path stateDir) {
    boolean ofState = false;
    Throwable deepest = error;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      ofState |= cause instanceof ProcessorStateException;
      deepest = cause;
    }
    return ofState ? unusable(stateDir, deepest, error) : error;
  }

  /** Returns a failure that names the directory, what is wrong with it, and the fix. */
  static Failure unusable(Path stateDir, Throwable why, Throwable cause) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "STATE_DIR_UNUSABLE",
        "the aggregator's state directory " + stateDir + " cannot be used: " + why,
        "Free space on its disk and check its permissions, or choose another one with"
            + " --state-dir; losing it costs time, never data.",
        cause);
  }
}
