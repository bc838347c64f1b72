package io.tributary.infra.bench.run;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.ProgressLines;
import io.tributary.infra.harness.CliRun;
import io.tributary.infra.harness.Scratch;
import io.tributary.infra.report.RunResults;
import io.tributary.infra.report.RunResults.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Compares FedRouter with its baselines on real tasks: SINGLE split, 8 clients, 12 rounds of 10
 * steps, three seeds; and measures routing without instructions.
 *
 * @param mainClass of the command line
 */
public record LearningBenchmark(String mainClass) implements Benchmark {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
  private static final List<String> TASKS =
      List.of("sentiment", "topic_classification", "question_classification", "entailment");

  @Override
  public String name() {
    return "learning";
  }

  @Override
  public String question() {
    return "Lead of FedRouter (global) over local-only on all tasks of the shared real data, three"
        + " seeds.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    Path folder = realTasks();
    var learned = new ArrayList<RunResults>();
    var routed = new ArrayList<RunResults>();
    try (var scratch = new Scratch()) {
      for (long seed : SEEDS) {
        var full = new ArrayList<>(flags(folder, seed, 12));
        full.addAll(List.of("--compare", "local,fedavg", "--test-rows", "400"));
        learned.add(
            new CliRun(mainClass, scratch.directory("seed-" + seed), full)
                .run(new ProgressLines("seed " + seed, progress)));
        var bare = new ArrayList<>(flags(folder, seed, 1));
        bare.addAll(List.of("--no-instructions", "--test-rows", "400"));
        routed.add(
            new CliRun(mainClass, scratch.directory("bare-" + seed), bare)
                .run(new ProgressLines("seed " + seed + ", no instructions", progress)));
      }
    }
    return judge(learned, routed);
  }

  private static BenchResult judge(List<RunResults> learned, List<RunResults> routed) {
    double global = mean(learned, all("fedrouter-global"));
    double lead = 100 * (global - mean(learned, all("local")));
    double leadOverFedAvg = 100 * (global - mean(learned, all("fedavg")));
    double oracleGap = 100 * (mean(learned, all("oracle")) - global);
    double routing = mean(learned, RunResults::routingAccuracy);
    double bareRouting = mean(routed, RunResults::routingAccuracy);
    Map<String, Object> comparison = new LinkedHashMap<>();
    comparison.put("lead_over_fedavg_points", leadOverFedAvg);
    comparison.put("oracle_gap_points", oracleGap);
    comparison.put("routing_accuracy", routing);
    comparison.put("routing_accuracy_without_instructions", bareRouting);
    comparison.put("purity", mean(learned, RunResults::clusterPurity));
    comparison.put("purity_without_instructions", mean(routed, RunResults::clusterPurity));
    comparison.put("runs", learned.stream().map(LearningBenchmark::row).toList());
    boolean holds =
        lead >= 15
            && leadOverFedAvg >= 6
            && oracleGap <= 0.5
            && routing >= 0.99
            && bareRouting >= 0.93;
    return new BenchResult(lead, "points", Bound.atLeast(15), holds, comparison);
  }

  private static Map<String, Object> row(RunResults run) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", run.seed());
    row.put("clusters", run.clusters());
    row.put("routing_accuracy", run.routingAccuracy());
    row.put("methods", run.methods());
    row.put("wall_seconds", run.wallSeconds());
    return row;
  }

  private static ToDoubleFunction<RunResults> all(String method) {
    return run ->
        run.methods().stream()
            .filter(each -> each.name().equals(method))
            .mapToDouble(Method::allTasks)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the run has no method " + method));
  }

  private static double mean(List<RunResults> runs, ToDoubleFunction<RunResults> figure) {
    return runs.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static List<String> flags(Path folder, long seed, int rounds) {
    return List.of(
        "--data", folder.toString(),
        "--tasks", String.join(",", TASKS),
        "--scenario", "single",
        "--clients", "8",
        "--seed", Long.toString(seed),
        "--rounds", Integer.toString(rounds));
  }

  private static Path realTasks() throws IOException {
    return Optional.ofNullable(System.getenv("TRIBUTARY_DATA"))
        .map(folder -> Path.of(folder, "multitask").toAbsolutePath().normalize())
        .filter(Files::isDirectory)
        .orElseThrow(
            () ->
                new IOException(
                    "there are no real tasks: set TRIBUTARY_DATA to the folder that holds"
                        + " multitask/"));
  }
}
