package io.tributary.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** In processes of their own, since a process configures its log once. */
class LogConfiguratorTest {
  @TempDir Path dir;

  private record Written(String out, String err) {}

  /** A program that logs. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      LoggerFactory.getLogger("io.tributary.Program").atInfo().addKeyValue("n", 1).log("ours");
      LoggerFactory.getLogger("io.tributary.Program").atDebug().log("detail");
      LoggerFactory.getLogger("org.library.Type").info("theirs");
      LoggerFactory.getLogger("org.library.Type").warn("theirs {}", "at last");
    }
  }

  @Test
  void onlyTheLogIsWrittenAndOnStandardErrorAlone() throws Exception {
    Written written = run(Map.of());

    assertThat(written.out()).isEmpty();
    assertThat(written.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("Z INFO  io.tributary.Program ours n=1"),
            line -> assertThat(line).endsWith("Z WARN  org.library.Type theirs at last"));
  }

  @Test
  void theEnvironmentChoosesFormAndLevel() throws Exception {
    Written written = run(Map.of("TRIBUTARY_LOG_FORMAT", "json", "TRIBUTARY_LOG_LEVEL", "debug"));

    assertThat(written.err().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"))
        .anyMatch(line -> line.contains("\"message\":\"detail\""));
  }

  @Test
  void aWrongValueIsNamedAndTheProgramGoesOn() throws Exception {
    assertThat(run(Map.of("TRIBUTARY_LOG_LEVEL", "loud")).err().lines())
        .hasSize(3)
        .first()
        .asString()
        .contains("TRIBUTARY_LOG_LEVEL must be one of debug, info, warn, error, was loud");
  }

  private Written run(Map<String, String> environment) throws Exception {
    var builder =
        new ProcessBuilder(
            new ArrayList<>(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Program.class.getName())));
    File out = dir.resolve("out").toFile();
    File err = dir.resolve("err").toFile();
    builder.environment().keySet().removeIf(name -> name.startsWith("TRIBUTARY_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out).redirectError(err).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Written(
        Files.readString(out.toPath(), StandardCharsets.UTF_8),
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }
}
