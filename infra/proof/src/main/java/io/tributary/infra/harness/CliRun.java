package io.tributary.infra.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.report.ResultsFile;
import io.tributary.infra.report.RunResults;
import io.tributary.schemas.process.ShutdownHook;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code local run} as its user starts it, in a process of its own. */
public final class CliRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String mainClass;
  private final Path state;
  private final List<String> flags;

  /**
   * Prepares a run; {@link #run} starts its process.
   *
   * @param mainClass of the command line
   * @param state its state directory, also for its results
   * @param flags further flags of {@code local run}
   */
  public CliRun(String mainClass, Path state, List<String> flags) {
    this.mainClass = mainClass;
    this.state = state;
    this.flags = List.copyOf(flags);
  }

  /**
   * Runs to the end and returns the results that it wrote; throws with its own message if it fails.
   */
  public RunResults run(Listener listener) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command()).redirectError(state.resolve("bench.err").toFile()).start();
    // If a benchmark is stopped, it stops its run, which stops its own children.
    var hook = ShutdownHook.run("stop-run", process::destroy);
    try {
      return results(process, listener);
    } finally {
      process.destroy();
      hook.cancel();
    }
  }

  private RunResults results(Process process, Listener listener)
      throws IOException, InterruptedException {
    String last = "nothing";
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
        listener.event(JSON.readTree(line), process.toHandle());
      }
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("local run ended with exit code " + code + ": " + last);
    }
    return ResultsFile.read(state.resolve("results.json"));
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of("local", "run", "--format", "jsonl", "--state", state.toString()));
    command.addAll(flags);
    return command;
  }

  /** Receives a run's progress and may interfere with its processes. */
  public interface Listener {
    /** Receives one event: {@code line}, {@code warning} or {@code progress}. */
    void event(JsonNode event, ProcessHandle run) throws IOException;
  }
}
