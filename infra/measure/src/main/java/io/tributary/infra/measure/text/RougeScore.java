package io.tributary.infra.measure.text;

/**
 * The overlap of two texts.
 *
 * @param precision share of the candidate that the reference has, in 0..1
 * @param recall share of the reference that the candidate has, in 0..1
 * @param f1 their harmonic mean; 0 if both are 0
 */
public record RougeScore(double precision, double recall, double f1) {
  /** The score of texts with nothing in common. */
  public static final RougeScore NONE = new RougeScore(0, 0, 0);

  /** Returns the score of counts of units; a text without units has nothing in common with any. */
  static RougeScore of(int common, int candidate, int reference) {
    if (common == 0) {
      return NONE;
    }
    return new RougeScore(
        (double) common / candidate,
        (double) common / reference,
        2.0 * common / (candidate + reference));
  }
}
