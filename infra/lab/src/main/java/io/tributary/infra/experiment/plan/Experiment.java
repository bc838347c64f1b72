package io.tributary.infra.experiment.plan;

import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * An experiment: the runs and the tables of them.
 *
 * @param name of the experiment
 * @param data folder of the text, relative to the data root; empty for the bundled sample
 * @param seeds each method is run with each
 * @param expectations what was expected before anything was run
 * @param tuning settings to pick before the tables are run, if any
 * @param tables in the report's order
 */
public record Experiment(
    String name,
    Optional<String> data,
    List<Long> seeds,
    List<String> expectations,
    Optional<TuningPlan> tuning,
    List<TableDefinition> tables) {
  public Experiment {
    seeds = List.copyOf(seeds);
    expectations = List.copyOf(expectations);
    tables = List.copyOf(tables);
  }

  /**
   * Returns the length at which texts are cut, the same in all rows: they are embedded, trained on
   * and asked by one model.
   */
  public int maxTokens() {
    return tables.get(0).rows().get(0).settings().maxTokens();
  }

  /**
   * Returns every training of the tables once, seed by seed, by its key, except those that wait for
   * a pick.
   */
  public Map<String, RunPlan> trainings(TunedValues picks) {
    return trainings((row, seed) -> row.run(seed, picks));
  }

  /** Returns the trainings whose pick is open, each once, as they would be without tuning. */
  public List<RunPlan> waiting(TunedValues picks) {
    return List.copyOf(
        trainings(
                (row, seed) ->
                    row.run(seed, picks).isPresent()
                        ? Optional.empty()
                        : row.run(seed, TunedValues.NONE))
            .values());
  }

  /**
   * Returns the name of a run for people. Tuning has a seed of its own, so that no run of a table
   * has the same name.
   */
  public String name(RunPlan run) {
    String name = run.method().name() + ", seed " + run.seed();
    return tuning
        .filter(one -> one.seed() == run.seed())
        .flatMap(one -> one.grid(run.method()))
        .map(grid -> name + ", " + grid.key() + " " + run.settings().values().get(grid.key()))
        .orElse(name);
  }

  private Map<String, RunPlan> trainings(BiFunction<TableRow, Long, Optional<RunPlan>> run) {
    var trainings = new LinkedHashMap<String, RunPlan>();
    for (long seed : seeds) {
      for (TableDefinition table : tables) {
        for (TableRow row : table.rows()) {
          run.apply(row, seed).ifPresent(plan -> trainings.putIfAbsent(plan.trainingKey(), plan));
        }
      }
    }
    return trainings;
  }
}
