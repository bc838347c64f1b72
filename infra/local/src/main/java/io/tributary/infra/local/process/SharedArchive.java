package io.tributary.infra.local.process;

import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class-data-sharing archive of one child for one life: used if it exists, recorded otherwise.
 *
 * <p>An archive only saves time, so failures are logged, never thrown.
 *
 * @param file path of the archive; null for a class path that cannot be shared
 * @param family prefix of all archives of this child and JDK, of which one is kept
 * @param recording written by the JVM at its exit, then moved to {@code file}; null when in use
 */
record SharedArchive(Path file, String family, Path recording) {

  private static final Logger LOG = LoggerFactory.getLogger(SharedArchive.class);
  static final SharedArchive NONE = new SharedArchive(null, "", null);

  List<String> flags() {
    if (file == null) {
      return List.of();
    }
    return recording == null
        ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + file, "-XX:+VerifySharedSpaces")
        : List.of("-XX:ArchiveClassesAtExit=" + recording);
  }

  boolean isRecording() {
    return recording != null;
  }

  /** Keeps a good recording after the exit; drops an archive with which no life became ready. */
  void settle(boolean wasReady) {
    try {
      if (file != null && recording == null && !wasReady) {
        Files.deleteIfExists(file);
      } else if (recording != null && Files.exists(recording)) {
        if (wasReady) {
          Files.move(
              recording, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          deleteOlder();
        } else {
          Files.delete(recording);
        }
      }
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue(LogKeys.FILE, file)
          .log("class-data archive not kept, the next start is slower");
    }
  }

  private void deleteOlder() throws IOException {
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(file.getParent(), family + "*.jsa")) {
      for (Path sibling : siblings) {
        if (!sibling.equals(file)) {
          Files.deleteIfExists(sibling);
        }
      }
    }
  }
}
