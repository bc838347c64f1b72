package io.tributary.infra.experiment.plan;

import java.util.List;
import java.util.Optional;

/**
 * One table of the report.
 *
 * @param name its heading
 * @param reference name of the row that the others of the same variation are compared with
 * @param compared the figure that is compared
 * @param rows from top to bottom
 */
public record TableDefinition(
    String name, Optional<String> reference, ComparisonMetric compared, List<TableRow> rows) {
  public TableDefinition {
    rows = List.copyOf(rows);
    reference = reference.filter(TableDefinition.names(rows)::contains);
  }

  private static List<String> names(List<TableRow> rows) {
    return rows.stream().map(TableRow::name).toList();
  }

  /**
   * One row: a method with its settings, run once for every seed.
   *
   * @param name of the method, or the name that the file gives it
   * @param variation values of the varied settings; empty if nothing varies
   * @param method of the row
   * @param settings its own, before tuning
   */
  public record TableRow(
      String name, String variation, MethodDefinition method, RunSettings settings) {
    public TableRow {
      Methods.requireFits(method, settings);
    }

    /** Returns the row's label, which is unique within the table. */
    public String label() {
      return label(name);
    }

    /** Returns the label of another method's row of the same variation. */
    public String label(String other) {
      return variation.isEmpty() ? other : other + ", " + variation;
    }

    /** Returns its run with a seed; empty while its pick is open. */
    public Optional<RunPlan> run(long seed, TunedValues picks) {
      return picks.settings(this).map(picked -> new RunPlan(method, picked, seed));
    }
  }
}
