package io.tributary.infra.local.process;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the class-data-sharing archive of a child: the first clean stop records it, later starts
 * map it. The same two flags work for every JDK from 17 on.
 */
final class ClassSharing {

  private static final Logger LOG = LoggerFactory.getLogger(ClassSharing.class);

  private final Path dir;

  /**
   * Keeps the archives of all children in one directory.
   *
   * @param dir of the archives; null switches sharing off
   */
  ClassSharing(Path dir) {
    this.dir = dir;
  }

  SharedArchive archiveOf(ChildSpec spec) {
    if (dir == null || !spec.classPath().stream().allMatch(Files::isRegularFile)) {
      return SharedArchive.NONE; // The JVM archives classes of jars only.
    }
    try {
      Files.createDirectories(dir);
      String family = spec.name() + "-" + Runtime.version() + "-";
      Path file = dir.resolve(family + key(spec) + ".jsa");
      return new SharedArchive(file, family, Files.exists(file) ? null : recordingBeside(file));
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue(LogKeys.CHILD, spec.name())
          .addKeyValue(LogKeys.FOLDER, dir)
          .log("no class-data sharing, starts are slower");
      return SharedArchive.NONE;
    }
  }

  /**
   * Returns a file name of its own for a recording, because two runs may record at the same time.
   */
  private static Path recordingBeside(Path file) {
    return file.resolveSibling(
        "%s.%d-%d".formatted(file.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
  }

  /**
   * Returns a key that changes whenever the JVM would refuse the archive: with another path, size
   * or time of any jar.
   */
  private static String key(ChildSpec spec) throws IOException {
    MessageDigest digest = Digests.sha256();
    for (Path jar : spec.classPath()) {
      String line =
          "%s|%d|%s%n".formatted(jar, Files.size(jar), Files.getLastModifiedTime(jar).toMillis());
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    for (String flag : List.copyOf(spec.jvmFlags())) {
      digest.update(flag.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
