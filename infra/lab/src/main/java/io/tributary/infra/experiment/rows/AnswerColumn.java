package io.tributary.infra.experiment.rows;

import java.util.Arrays;

/**
 * One client's answers, row by row.
 *
 * @param row int[n], indices in {@link AnsweredRows#rows}
 * @param option int[n], index of the chosen one among the row's options
 * @param confidence double[n], its probability, to six decimals
 * @param cluster int[n], cluster that the row was routed to; {@link #NO_CLUSTER} for the base model
 * @param adapter int[n], indices in {@link AnsweredRows#adapters}
 */
public record AnswerColumn(
    int[] row, int[] option, double[] confidence, int[] cluster, int[] adapter) {
  /** The value for a row that was not routed. */
  public static final int NO_CLUSTER = -1;

  @Override
  public boolean equals(Object other) {
    return other instanceof AnswerColumn column
        && Arrays.equals(row, column.row)
        && Arrays.equals(option, column.option)
        && Arrays.equals(confidence, column.confidence)
        && Arrays.equals(cluster, column.cluster)
        && Arrays.equals(adapter, column.adapter);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(row) + Arrays.hashCode(option)) + Arrays.hashCode(confidence);
  }
}
