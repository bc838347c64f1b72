package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A signal at every stage of a start: the run goes quietly, and takes its processes with it. It is
 * SIGTERM, which a JVM takes as it takes Ctrl-C, and which is never ignored where tests run.
 */
class StoppedStartTest {
  private static final int TERMINATED = 128 + 15;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"lock", "logs/broker.log", "logs/registry.log", "logs/router.log"})
  void aSignalWhileItStartsEndsItWithoutAWordOfTrouble(String file) throws Exception {
    Path state = dir.resolve("state");
    Path err = dir.resolve("err");
    Process process = new ProcessBuilder(command(state)).redirectError(err.toFile()).start();
    List<ProcessHandle> children;
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> Files.exists(state.resolve(file)) || !process.isAlive());
      children = process.descendants().toList();
      process.toHandle().destroy();
      assertThat(process.waitFor()).as(said(err)).isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly();
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    assertThat(Files.readAllLines(err))
        .allMatch(
            line ->
                line.startsWith("state in ")
                    || line.startsWith("stopping all processes; the same command continues"));
  }

  private static String said(Path err) throws IOException {
    return Files.readString(err);
  }

  private static List<String> command(Path state) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(ChildCommand.NATIVE_ACCESS);
    command.add("-Xmx256m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("local", "run", "--format", "jsonl", "--state", state.toString()));
    command.addAll(List.of("--tasks", "stay_reviews,support_desk", "--clients", "2"));
    command.addAll(List.of("--cap", "24", "--rounds", "1", "--steps", "1", "--batch", "4"));
    return command;
  }
}
