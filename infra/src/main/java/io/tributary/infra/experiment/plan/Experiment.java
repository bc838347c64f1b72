package io.tributary.infra.experiment.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run and shown.
 *
 * @param name of the experiment
 * @param data folder of the text, relative to the data root; empty for the bundled sample
 * @param seeds each method is run with each
 * @param reference label of the row that others are compared with, in every table that has it
 * @param expectations what was expected before anything was run
 * @param tables in the report's order
 */
public record Experiment(
    String name,
    Optional<String> data,
    List<Long> seeds,
    Optional<String> reference,
    List<String> expectations,
    List<Table> tables) {
  public Experiment {
    seeds = List.copyOf(seeds);
    expectations = List.copyOf(expectations);
    tables = List.copyOf(tables);
  }

  /**
   * Longer texts are cut, in all rows alike: they are embedded, trained on and asked by one model.
   */
  public int maxTokens() {
    return tables.get(0).rows().get(0).settings().maxTokens();
  }

  /** Every training once, in the order of tables, seed by seed, by its key. */
  public Map<String, RunPlan> trainings() {
    var trainings = new LinkedHashMap<String, RunPlan>();
    for (long seed : seeds) {
      for (Table table : tables) {
        for (Table.TableRow row : table.rows()) {
          RunPlan run = row.run(seed);
          trainings.putIfAbsent(run.trainingKey(), run);
        }
      }
    }
    return trainings;
  }
}
