package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.local.PatientChild;
import io.tributary.schemas.process.StdinWatch;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassSharingTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path dir;

  @Test
  void firstCleanStopRecordsAnArchiveThatTheNextStartUses() throws Exception {
    ChildSpec spec = childFromJar();
    assertThat(sharing().archiveOf(spec).flags()).singleElement().asString().contains("AtExit");
    runOnce(spec);
    assertThat(archives()).hasSize(1);
    assertThat(sharing().archiveOf(spec).flags())
        .contains("-XX:SharedArchiveFile=" + archives().get(0));
    runOnce(spec);
    assertThat(archives()).hasSize(1);
  }

  @Test
  void brokenArchiveDoesNotKeepTheChildFromStarting() throws Exception {
    ChildSpec spec = childFromJar();
    runOnce(spec);
    Path archive = archives().get(0);
    archive.toFile().setWritable(true);
    byte[] bytes = Files.readAllBytes(archive);
    java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100_000, (byte) 0x5a);
    Files.write(archive, bytes);
    runOnce(spec);
    Files.write(archive, new byte[] {1, 2, 3});
    runOnce(spec);
  }

  @Test
  void otherJarMeansOtherArchive() throws Exception {
    ChildSpec spec = childFromJar();
    SharedArchive before = sharing().archiveOf(spec);
    Files.setLastModifiedTime(
        spec.classPath().get(0), java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    assertThat(sharing().archiveOf(spec).file()).isNotEqualTo(before.file());
  }

  @Test
  void doesWithoutWhereTheClassPathHasDirectoriesOrNothingCanBeWritten() throws Exception {
    ChildSpec spec = childFromJar();
    assertThat(sharing().archiveOf(ChildSpec.of("only", List.of(dir), "Main")).flags()).isEmpty();
    assertThat(new ClassSharing(spec.classPath().get(0)).archiveOf(spec).flags()).isEmpty();
    assertThat(new ClassSharing(null).archiveOf(spec).flags()).isEmpty();
  }

  private void runOnce(ChildSpec spec) throws Exception {
    SupervisorSettings settings =
        new SupervisorSettings(dir, dir.resolve("archives"), RestartPolicy.DEFAULT, LIMIT);
    try (Supervisor supervisor = Supervisor.open(settings, new ChildListener() {})) {
      supervisor.start(spec).awaitReady(LIMIT);
    }
  }

  private ClassSharing sharing() {
    return new ClassSharing(dir.resolve("archives"));
  }

  private List<Path> archives() throws Exception {
    try (Stream<Path> files = Files.list(dir.resolve("archives"))) {
      return files.toList();
    }
  }

  private ChildSpec childFromJar() throws Exception {
    Path jar = dir.resolve("child.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Class<?> type : List.of(PatientChild.class, StdinWatch.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(out);
        }
        out.closeEntry();
      }
    }
    return ChildSpec.of("only", List.of(jar), PatientChild.class.getName())
        .withFlags("-Xmx32m")
        .withArgs("only", dir.resolve("drained").toString());
  }
}
