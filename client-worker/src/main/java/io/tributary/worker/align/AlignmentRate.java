package io.tributary.worker.align;

/**
 * The learning rate eta of pFLAlign. Its steps are not normalised as Adam's are, and the range in
 * which it learns is narrow. So it can be calibrated such that the mean of |eta P g| over all
 * coordinates is a tenth of the AdamW rate that suits the model (ALGORITHMS.md, "The learning
 * rate"). Every step of the first round uses the rate that gives exactly that; the rate of the last
 * step is kept for all later rounds, because |P g| falls after a collapse and the rule would
 * diverge.
 *
 * @param target mean of |eta P g| while it is calibrated
 * @param fixed eta itself; NaN: it is calibrated
 */
public record AlignmentRate(double target, double fixed) {
  /** The largest rate; higher ones were seen to make training collapse. */
  public static final double LARGEST = 5;

  private static final double OF_ADAM = 0.1;

  public AlignmentRate {
    if (!(target > 0 && target < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "target of the alignment's learning rate must be finite and > 0, was " + target);
    }
    if (!Double.isNaN(fixed) && !(fixed > 0 && fixed <= LARGEST)) {
      throw new IllegalArgumentException(
          "alignment.learning-rate must be auto or in 0 < eta <= " + LARGEST + ", was " + fixed);
    }
  }

  /** Returns a rate to be calibrated, given the rate that suits AdamW. */
  public static AlignmentRate auto(double adamRate) {
    return new AlignmentRate(OF_ADAM * adamRate, Double.NaN);
  }

  /** Returns a fixed rate: eta is given and not calibrated. */
  public static AlignmentRate of(double eta) {
    return new AlignmentRate(1, eta);
  }

  /** Returns whether the first round picks the rate. */
  public boolean calibrates() {
    return Double.isNaN(fixed);
  }

  /**
   * Returns eta for a step.
   *
   * @param meanMove mean of |P g|
   */
  double at(double meanMove) {
    return calibrates() ? Math.min(LARGEST, target / meanMove) : fixed;
  }
}
