package io.tributary.infra.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.ProgressLines;
import io.tributary.infra.harness.CliRun;
import io.tributary.infra.harness.Scratch;
import io.tributary.infra.report.RunResults;
import io.tributary.infra.report.RunResults.Adapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Kills processes of a run with -9 and compares the adapters with an undisturbed run's.
 *
 * @param mainClass of the command line
 */
public record CrashParityBenchmark(String mainClass) implements Benchmark {
  private static final List<String> FLAGS =
      List.of("--rounds", "4", "--clients", "4", "--test-rows", "20");

  /** The processes that are killed, in order, each when two more versions have been published. */
  private static final List<String> VICTIMS =
      List.of("BrokerMain", "aggregator run", "worker run", "BrokerMain", "aggregator run");

  @Override
  public String name() {
    return "crash-recovery";
  }

  @Override
  public String question() {
    return "Adapters that differ from an undisturbed run's after broker, aggregator and workers"
        + " were killed with -9.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    try (var scratch = new Scratch()) {
      RunResults calm =
          new CliRun(mainClass, scratch.directory("calm"), FLAGS)
              .run(new ProgressLines("calm", progress));
      var killer = new Killer(new ProgressLines("disturbed", progress), progress);
      RunResults disturbed =
          new CliRun(mainClass, scratch.directory("disturbed"), FLAGS).run(killer);
      var expected = digests(calm);
      var actual = digests(disturbed);
      long different =
          expected.entrySet().stream()
              .filter(adapter -> !adapter.getValue().equals(actual.get(adapter.getKey())))
              .count();
      boolean holds = different == 0 && actual.size() == expected.size() && killer.left.isEmpty();
      return new BenchResult(
          different,
          "adapters",
          Bound.atMost(0),
          holds,
          Map.of(
              "kills",
              killer.killed,
              "kills_left",
              List.copyOf(killer.left),
              "undisturbed",
              expected,
              "disturbed",
              actual,
              "undisturbed_seconds",
              calm.wallSeconds(),
              "disturbed_seconds",
              disturbed.wallSeconds()));
    }
  }

  private static Map<String, String> digests(RunResults results) {
    var digests = new TreeMap<String, String>();
    for (Adapter adapter : results.adapters()) {
      digests.put("c" + adapter.cluster(), adapter.name());
    }
    return digests;
  }

  /**
   * Returns the command line of a process; the JDK leaves out command lines as long as these, with
   * their class paths.
   */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  /** Kills the next victim whenever two more versions have been published. */
  private static final class Killer implements CliRun.Listener {
    private final CliRun.Listener shown;
    private final Consumer<String> progress;
    private final Deque<String> left = new ArrayDeque<>(VICTIMS);
    private final List<String> killed = new ArrayList<>();
    private long nextAt = 2;

    Killer(CliRun.Listener shown, Consumer<String> progress) {
      this.shown = shown;
      this.progress = progress;
    }

    @Override
    public void event(JsonNode event, ProcessHandle run) throws IOException {
      shown.event(event, run);
      long done = ProgressLines.roundsDone(event);
      if (done >= nextAt && !left.isEmpty()) {
        kill(left.peek(), run, done);
      }
    }

    private void kill(String victim, ProcessHandle run, long done) {
      run.descendants()
          .filter(child -> commandLine(child).contains(victim))
          .findFirst()
          .ifPresent(
              child -> {
                child.destroyForcibly();
                killed.add(victim + " after " + done + " versions");
                progress.accept("killed " + killed.get(killed.size() - 1));
                left.remove();
                nextAt = done + 2;
              });
    }
  }
}
