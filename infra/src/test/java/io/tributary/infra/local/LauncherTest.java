package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real {@code infra/tributary} in a checkout of stubs: a java and a mvn that say what they do.
 */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("tributary").toAbsolutePath();
  private static final String MVN =
      """
      #!/bin/sh
      echo "mvn $*"
      mkdir -p infra/target/dist/lib
      cd infra/target/dist/lib
      touch b.jar infra-1.jar a.jar
      """;

  @TempDir Path dir;

  private Path root;
  private Path tools;
  private Path jdk;

  @BeforeEach
  void layOutCheckout() throws IOException {
    root = dir.resolve("check out"); // Spaces happen.
    tools = Files.createDirectories(dir.resolve("tools"));
    for (String module :
        List.of("schemas", "client-worker", "aggregation-streams", "router-service", "infra")) {
      write(root.resolve(module).resolve("src/main/java/A.java"), "");
    }
    write(root.resolve("pom.xml"), "");
    write(root.resolve("infra/tributary"), Files.readString(LAUNCHER));
    jdk = dir.resolve("jdk");
    write(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    write(jdk.resolve("bin/java"), "#!/bin/sh\nfor arg; do echo \"java [$arg]\"; done\n");
    write(tools.resolve("mvn"), MVN);
  }

  @Test
  void buildsOnFirstUseOnlyAndPassesArgumentsOn() throws Exception {
    Outcome first = launch(root.resolve("infra/tributary"), "local", "run", "two words");
    assertThat(first.exitCode).isZero();
    assertThat(first.err)
        .contains("tributary: building (first use")
        .contains("mvn -q -B -DskipTests -Dspotless.check.skip package");
    assertThat(first.out)
        .endsWith(
            "java [io.tributary.infra.cli.Main]\njava [local]\njava [run]\njava [two words]\n");
    assertThat(launch(root.resolve("infra/tributary")).err).isEmpty();
  }

  @Test
  void addsToolsWhereNoOperatorsVerbIsRun() throws Exception {
    launch(root.resolve("infra/tributary"), "status");
    Path dist = root.toRealPath().resolve("infra/target/dist");
    write(dist.resolve("tools/sim.jar"), "");
    assertThat(launch(root.resolve("infra/tributary"), "status").out)
        .contains(dist + "/lib/infra-1.jar]");
    assertThat(launch(root.resolve("infra/tributary"), "sim", "run").out)
        .contains("%s/lib/infra-1.jar:%s/tools/sim.jar]".formatted(dist, dist));
    assertThat(launch(root.resolve("infra/tributary"), "--help").out).contains("tools/sim.jar]");
  }

  @Test
  void sortsTheClassPath() throws Exception {
    Path lib = root.toRealPath().resolve("infra/target/dist/lib");
    assertThat(launch(root.resolve("infra/tributary")).out)
        .contains("java [%s/a.jar:%s/b.jar:%s/infra-1.jar]".formatted(lib, lib, lib));
  }

  @Test
  void buildsAgainWhenSourceIsNewer() throws Exception {
    launch(root.resolve("infra/tributary"));
    write(root.resolve("schemas/src/main/java/A.java"), "class A {}");
    touchSource();
    assertThat(launch(root.resolve("infra/tributary")).err)
        .contains("building (schemas/src/main/java/A.java changed)");
  }

  /** As {@code cp -r} leaves a checkout: every file is new, none is different. */
  @Test
  void doesNotBuildAgainWhatOnlyHasNewTimes() throws Exception {
    launch(root.resolve("infra/tributary"));
    touchSource();
    assertThat(launch(root.resolve("infra/tributary")).err).isEmpty();
    assertThat(launch(root.resolve("infra/tributary")).err).isEmpty();
  }

  /** Maven was run by hand: what it built is remembered at the next start. */
  @Test
  void remembersWhatOthersHaveBuilt() throws Exception {
    launch(root.resolve("infra/tributary"));
    Files.delete(root.resolve("infra/target/dist/sources"));
    assertThat(launch(root.resolve("infra/tributary")).err).isEmpty();
    touchSource();
    assertThat(launch(root.resolve("infra/tributary")).err).isEmpty();
  }

  @Test
  void speaksOneLanguageWhateverTheMachineSpeaks() throws Exception {
    assertThat(launch(root.resolve("infra/tributary")).out)
        .contains("java [-Duser.language=en]\njava [-Duser.country=US]\n");
  }

  private void touchSource() throws IOException {
    Files.setLastModifiedTime(
        root.resolve("schemas/src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void worksThroughSymbolicLinks() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link"), root.resolve("infra/tributary"));
    Path relative = Files.createSymbolicLink(tools.resolve("tributary"), Path.of("../link"));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(launch(relative).exitCode).isZero();
    assertThat(root.resolve("infra/target/dist/lib/a.jar")).exists();
  }

  @Test
  void refusesOldJava() throws Exception {
    write(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Outcome outcome = launch(root.resolve("infra/tributary"));
    assertThat(outcome.exitCode).isEqualTo(4);
    assertThat(outcome.err).contains("is Java 11: install a JDK 17 or newer");
  }

  @Test
  void namesMissingJava() throws Exception {
    Files.delete(jdk.resolve("bin/java"));
    Outcome outcome = launch(root.resolve("infra/tributary"));
    assertThat(outcome.exitCode).isEqualTo(4);
    assertThat(outcome.err).contains("JAVA_HOME is " + jdk + ", which has no bin/java");
  }

  @Test
  void saysHowToGetMaven() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Outcome outcome = launch(root.resolve("infra/tributary"));
    assertThat(outcome.exitCode).isEqualTo(4);
    assertThat(outcome.err).contains("apt-get install maven");
  }

  @Test
  void reportsFailedBuild() throws Exception {
    write(tools.resolve("mvn"), "#!/bin/sh\nexit 1\n");
    Outcome outcome = launch(root.resolve("infra/tributary"));
    assertThat(outcome.exitCode).isEqualTo(5);
    assertThat(outcome.err).contains("the build failed");
  }

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome launch(Path launcher, String... args) throws Exception {
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    // Only these tools are on the PATH, so that the machine's own mvn and java stay out of it.
    for (String tool :
        List.of(
            "dirname",
            "readlink",
            "sed",
            "find",
            "head",
            "mkdir",
            "touch",
            "sort",
            "tr",
            "xargs",
            "cksum",
            "cat")) {
      write(tools.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
    }
    List<String> command =
        Stream.concat(Stream.of("/bin/bash", launcher.toString()), Stream.of(args)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("JAVA_HOME", jdk.toString());
    int exitCode = builder.start().waitFor();
    return new Outcome(exitCode, Files.readString(out), Files.readString(err));
  }

  private static Path which(String tool) {
    return Stream.of("/usr/bin", "/bin")
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
