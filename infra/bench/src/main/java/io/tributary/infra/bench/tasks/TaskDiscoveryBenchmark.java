package io.tributary.infra.bench.tasks;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.tasks.TaskDiscovery.Found;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.local.setup.FederationDefaults;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.worker.data.DataScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Measures purity and routing where clients choose their slots themselves: six tasks of four
 * wordings each, instruction and input in one text, every client with one or with two of them, K
 * chosen and given.
 */
final class TaskDiscoveryBenchmark implements Benchmark {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L);
  private static final int CLIENTS = 8;
  private static final int ROWS = 300;
  private static final int TEST_ROWS = 100;
  private static final int MAX_TOKENS = 64;
  private static final double PURITY = 0.98;
  private static final double ROUTING = 0.97;

  private record Case(DataScenario scenario, int clusters, List<Found> found) {
    double mean(ToDoubleFunction<Found> figure) {
      return found.stream().mapToDouble(figure).average().orElseThrow();
    }
  }

  @Override
  public String name() {
    return "task-discovery";
  }

  @Override
  public String question() {
    return "Test rows of six real tasks that reach their task's cluster, with --slots auto and"
        + " texts that hold their instructions, five seeds.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException {
    Path folder =
        RealTasks.find()
            .orElseThrow(
                () ->
                    new IOException(
                        "there are no real tasks: set TRIBUTARY_DATA to the folder that holds"
                            + " multitask/"));
    var data = new RealTasks(folder, ROWS, TEST_ROWS);
    var cases = new ArrayList<Case>();
    Map<String, Object> slots = new LinkedHashMap<>();
    try (FrozenModel model = FrozenModel.bundled(MAX_TOKENS)) {
      for (DataScenario scenario : List.of(DataScenario.SINGLE, DataScenario.DUAL)) {
        var chosen = new Case(scenario, 0, new ArrayList<>());
        var given = new Case(scenario, RealTasks.NAMES.size(), new ArrayList<>());
        for (long seed : SEEDS) {
          progress.accept(scenario.flag() + ", seed " + seed);
          var discovery =
              new TaskDiscovery(
                  data.inOneText(scenario, CLIENTS, seed), model::embed, model.model().id(), seed);
          slots.put(scenario.flag() + "_seed_" + seed, slots(discovery));
          for (Case each : List.of(chosen, given)) {
            each.found().add(discovery.by(spec(model.model(), each.clusters(), seed)));
          }
        }
        cases.add(chosen);
        cases.add(given);
      }
    }
    return judge(cases, slots);
  }

  private static String slots(TaskDiscovery discovery) {
    return discovery.slots() + (discovery.unsure() == 0 ? "" : ", unsure " + discovery.unsure());
  }

  /** Returns the contract of a federation as {@code local run} makes it. */
  static FederationSpec spec(BaseModel model, int clusters, long seed) {
    return new FederationSpec(
        "tasks",
        model.id(),
        model.hidden(),
        model.layout(8, 16, BaseModel.DEFAULT_TARGETS),
        seed,
        FederationDefaults.clustering(Mode.TASKS, clusters, CLIENTS, seed),
        WindowSettings.rounds());
  }

  private static BenchResult judge(List<Case> cases, Map<String, Object> slots) {
    Map<String, Object> comparison = new LinkedHashMap<>();
    double routing = 1;
    double purity = 1;
    for (Case each : cases) {
      routing = Math.min(routing, each.mean(Found::routing));
      purity = Math.min(purity, each.mean(Found::purity));
      comparison.put(
          "%s, K %s"
              .formatted(
                  each.scenario().flag(),
                  each.clusters() == 0 ? "chosen" : Integer.toString(each.clusters())),
          "purity %.3f, routing %.3f, clusters %s"
              .formatted(
                  each.mean(Found::purity),
                  each.mean(Found::routing),
                  each.found().stream().map(Found::clusters).toList()));
    }
    comparison.put("slots_of_clients", slots);
    boolean holds = routing >= ROUTING && purity >= PURITY;
    return new BenchResult(routing, "of rows", Bound.atLeast(ROUTING), holds, comparison);
  }
}
