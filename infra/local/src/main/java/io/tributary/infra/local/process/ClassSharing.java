package io.tributary.infra.local.process;

import io.tributary.schemas.adapter.Digests;
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
 * map it. The same two flags serve every JDK from 17 on.
 */
final class ClassSharing {

  private static final Logger LOG = LoggerFactory.getLogger(ClassSharing.class);

  private final Path dir;

  /**
   * Keeps the archives of all children in one directory.
   *
   * @param dir holds the archives; null switches sharing off
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
      LOG.warn("no class-data sharing, starts are slower child={} dir={}", spec.name(), dir, e);
      return SharedArchive.NONE;
    }
  }

  /** A name of its own: two runs may record at the same time. */
  private static Path recordingBeside(Path file) {
    return file.resolveSibling(
        "%s.%d-%d".formatted(file.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
  }

  /** Changes whenever the JVM would refuse the archive: another path, size or time of any jar. */
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
