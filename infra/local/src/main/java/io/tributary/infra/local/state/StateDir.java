package io.tributary.infra.local.state;

import io.tributary.schemas.files.PrivateFolder;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A run's state directory: whose it is, and what is said if it cannot be used. */
public final class StateDir {
  private StateDir() {}

  /**
   * Creates it for its owner alone. One that is a run's, or empty, is made so; one that holds other
   * things is left as it is, and what a run puts there is its owner's alone anyway.
   *
   * @throws Failure STATE_DIR_FOREIGN if it belongs to another user of the machine
   */
  static void open(Path dir) throws IOException {
    if (!Files.exists(dir) || isEmpty(dir) || Files.exists(dir.resolve(LocalRunMarker.FILE))) {
      PrivateFolder.open(dir);
    } else {
      PrivateFolder.openParent(dir);
    }
  }

  private static boolean isEmpty(Path dir) throws IOException {
    try (Stream<Path> content = Files.list(dir)) {
      return content.findAny().isEmpty();
    }
  }

  /** Names the directory or the file in it, and why it cannot be used. */
  public static Failure unusable(Path what, IOException cause) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "STATE_DIR_UNUSABLE",
        what + " cannot be read or written: " + cause,
        "Free space on its disk and check its permissions, or choose another one with --state.",
        cause);
  }
}
