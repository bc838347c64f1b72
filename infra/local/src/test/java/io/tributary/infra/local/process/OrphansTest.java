package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the parent ends, its children end too. */
class OrphansTest {

  @TempDir Path dir;

  @Test
  void killOfTheParentLeavesNoChild() throws Exception {
    Process parent = startParent();
    try (BufferedReader lines = parent.inputReader()) {
      List<ProcessHandle> children = children(lines);
      parent.destroyForcibly();
      awaitEnd(children);
    } finally {
      parent.destroyForcibly();
    }
  }

  /** A terminal sends Ctrl-C to all its processes; children must leave the order to the parent. */
  @Test
  void interruptFromTheTerminalStopsChildrenInOrder() throws Exception {
    Process parent = startParent();
    try (BufferedReader lines = parent.inputReader()) {
      List<ProcessHandle> children = children(lines);
      for (ProcessHandle child : children) {
        interrupt(child.pid());
      }
      assertThat(children).allMatch(ProcessHandle::isAlive);
      interrupt(parent.pid());
      assertThat(parent.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(Files.readAllLines(dir.resolve("drained"))).containsExactly("second", "first");
    } finally {
      parent.destroyForcibly();
    }
  }

  private Process startParent() throws Exception {
    String classPath =
        Children.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(java.io.File.pathSeparator));
    return new ProcessBuilder(
            // Whoever started this build in the background had it ignore interrupts, and what is
            // ignored stays so in children.
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            ParentProcess.class.getName(),
            dir.toString())
        .redirectError(dir.resolve("parent.log").toFile())
        .start();
  }

  private static List<ProcessHandle> children(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    assertThat(line).as("the parent's line").isNotNull();
    return Arrays.stream(line.split(" ", -1))
        .limit(2)
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
        .toList();
  }

  private static void interrupt(long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void awaitEnd(List<ProcessHandle> children) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }
}
