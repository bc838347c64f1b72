package io.tributary.infra.measure.choice;

/**
 * The counts by which the recognition of one class is scored.
 *
 * @param name of the class
 * @param rows that belong to it (its support)
 * @param predicted how often it was the answer
 * @param hits how often it was the right answer
 */
public record ClassScore(String name, int rows, int predicted, int hits) {
  /** Returns hits / predicted; 0 if it was never the answer. */
  public double precision() {
    return share(hits, predicted);
  }

  /** Returns hits / rows; 0 if no row belongs to it. */
  public double recall() {
    return share(hits, rows);
  }

  /**
   * Returns the harmonic mean of precision and recall, 2 hits / (rows + predicted): 0 for a class
   * that has rows but was never the answer, and for one that was an answer but has no rows.
   */
  public double f1() {
    return share(2 * hits, rows + predicted);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
