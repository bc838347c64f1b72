package io.tributary.infra.measure.calibration;

import io.tributary.infra.measure.Require;
import java.util.List;

/**
 * Computes the Brier score, a proper scoring rule: lower is better, and only calibrated
 * probabilities minimise its expectation.
 */
public final class BrierScore {
  private static final double SUM_TOLERANCE = 1e-4;

  private BrierScore() {}

  /**
   * Returns the Brier score of the given answers: the mean of (confidence - correct)^2, in 0..1.
   *
   * @throws IllegalArgumentException if there is no answer
   */
  public static double ofAnswers(List<ScoredAnswer> outcomes) {
    Require.atLeast(1, "number of answers", outcomes.size(), "score a task that has test rows");
    double sum = 0;
    for (ScoredAnswer outcome : outcomes) {
      double error = outcome.confidence() - outcome.hit();
      sum += error * error;
    }
    return sum / outcomes.size();
  }

  /**
   * Returns the Brier score of all options, as Brier 1950 defines it: the mean over rows of the sum
   * over options of (probability - correct)^2, in 0..2. Rows may differ in the number of options.
   *
   * @param probabilities of every row's options, each row summing to 1
   * @param right index of every row's right option
   * @throws IllegalArgumentException if there is no row, the lengths differ, or a row is no
   *     distribution
   */
  public static double ofOptions(List<double[]> probabilities, int[] right) {
    Require.sameSize("rows of probabilities", probabilities.size(), "right options", right.length);
    Require.atLeast(1, "number of rows", right.length, "score a task that has test rows");
    double sum = 0;
    for (int row = 0; row < right.length; row++) {
      sum += ofRow(probabilities.get(row), right[row], row);
    }
    return sum / right.length;
  }

  private static double ofRow(double[] probabilities, int right, int row) {
    if (right < 0 || right >= probabilities.length) {
      throw new IllegalArgumentException(
          "right option of row %d must lie in 0..%d, was %d: pass an index into its options"
              .formatted(row, probabilities.length - 1, right));
    }
    double error = 0;
    double total = 0;
    for (int option = 0; option < probabilities.length; option++) {
      double p = Require.share("probability of an option of row " + row, probabilities[option]);
      double difference = p - (option == right ? 1 : 0);
      error += difference * difference;
      total += p;
    }
    if (Math.abs(total - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "probabilities of row %d must sum to 1 within %s, summed to %s: pass a softmax"
              .formatted(row, SUM_TOLERANCE, total));
    }
    return error;
  }
}
