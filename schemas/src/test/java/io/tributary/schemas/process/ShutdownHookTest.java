package io.tributary.schemas.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** A process of its own, since every one of these ends a JVM. */
class ShutdownHookTest {
  /** Is ready, then waits for its end in the way that its first argument names. */
  static final class Application implements Runnable {
    @CommandLine.Parameters private String manner;
    @Mixin private SupervisedOption supervision;

    public static void main(String[] args) {
      System.exit(new CommandLine(new Application()).execute(args));
    }

    @Override
    public void run() {
      supervision.begin();
      var drain = ShutdownHook.drain("drain", () -> stop(manner));
      supervision.ready(Map.of("manner", manner));
      if (manner.equals("cancelled")) {
        drain.cancel();
        System.exit(7);
      }
      try {
        Thread.currentThread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void stop(String manner) {
      ReadyLine.print("stopping");
      if (manner.equals("throws")) {
        throw new IllegalStateException("the application could not stop tidily");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drains", "throws"})
  void aSignalStopsTheApplicationAndIsNoFailure(String manner) throws Exception {
    Process process = start(manner);
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("{\"ready\":true,\"manner\":\"" + manner + "\"}");
      process.toHandle().destroy();
      assertThat(out.readLine()).isEqualTo("stopping");
    }
    assertThat(exitCode(process)).isZero();
  }

  @Test
  void theEndOfStandardInputDoesTheSame() throws Exception {
    Process process = start("drains");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).contains("\"ready\":true");
      process.getOutputStream().close();
      assertThat(out.readLine()).isEqualTo("stopping");
    }
    assertThat(exitCode(process)).isZero();
  }

  @Test
  void onceCancelledTheExitCodeIsTheApplications() throws Exception {
    Process process = start("cancelled");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).contains("\"ready\":true");
      assertThat(out.readLine()).isNull();
    }
    assertThat(exitCode(process)).isEqualTo(7);
  }

  private static Process start(String manner) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Application.class.getName(),
            manner,
            StdinWatch.SUPERVISED)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
