package io.tributary.infra.local.state;

import io.tributary.schemas.files.PrivateFolder;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Opens a run's state directory, and makes the failures of one that cannot be used. */
public final class StateDir {
  private StateDir() {}

  /**
   * Creates the directory for its owner alone. One that is a run's, or empty, gets these rights;
   * one with other content is left as it is, and a run's files in it are readable for their owner
   * only anyway.
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

  /** Returns the failure that names the directory or the file in it, and why it cannot be used. */
  public static Failure unusable(Path what, IOException cause) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "STATE_DIR_UNUSABLE",
        what + " cannot be read or written: " + cause,
        "Free space on its disk and check its permissions, or choose another one with --state.",
        cause);
  }
}
