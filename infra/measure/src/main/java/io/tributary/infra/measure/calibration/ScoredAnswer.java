package io.tributary.infra.measure.calibration;

import io.tributary.infra.measure.Require;

/**
 * One answer with its correctness.
 *
 * @param confidence probability that was given to the answer, in 0..1
 * @param correct whether it was right
 */
public record ScoredAnswer(double confidence, boolean correct) {
  public ScoredAnswer {
    Require.share("confidence", confidence);
  }

  /** Returns the outcome as a number: 1 for right, 0 for wrong. */
  double hit() {
    return correct ? 1 : 0;
  }
}
