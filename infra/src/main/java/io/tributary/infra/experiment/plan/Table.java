package io.tributary.infra.experiment.plan;

import java.util.List;

/**
 * One table of the report.
 *
 * @param name its heading
 * @param rows from top to bottom
 */
public record Table(String name, List<TableRow> rows) {
  public Table {
    rows = List.copyOf(rows);
  }

  /**
   * One row: a method with its settings, run once for every seed.
   *
   * @param label unique within the table
   * @param method which
   * @param settings its own
   */
  public record TableRow(String label, MethodDefinition method, RunSettings settings) {
    /** Its run with a seed. */
    public RunPlan run(long seed) {
      return new RunPlan(method, settings, seed);
    }
  }
}
