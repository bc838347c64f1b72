package io.tributary.infra.local;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Path;

/** The failures of a run's state directory. */
final class StateDir {
  private StateDir() {}

  /** Names the directory or the file in it, and why it cannot be used. */
  static Failure unusable(Path what, IOException cause) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "STATE_DIR_UNUSABLE",
        what + " cannot be read or written: " + cause,
        "Free space on its disk and check its permissions, or choose another one with --state.",
        cause);
  }
}
