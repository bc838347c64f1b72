package io.tributary.worker.align;

import io.tributary.worker.optimise.Optimiser;
import org.apache.commons.numbers.gamma.Erf;

/**
 * Takes pFLAlign's local steps (arXiv 2605.02143; ALGORITHMS.md, "A round of a client"), of one
 * round of one slot:
 *
 * <pre>
 *   m &lt;- beta m + (1 - beta) g       v &lt;- beta v + (1 - beta) g^2     q &lt;- beta q + (1 - beta) m^2
 *   P = q / (v + eps)                gamma = Phi(sign(Delta) m / sigma), sigma^2 = max(0, v - m^2)
 *   theta &lt;- theta - eta P g - gamma Delta / T
 * </pre>
 *
 * <p>g is the gradient, so that m Delta &gt; 0 means that the data push against the offset: gamma
 * approaches 1 and the offset is taken back. Over T steps between nothing and all of it is taken
 * back. m begins at zero in every round; v and q continue. Arithmetic is in double, v, q and theta
 * are stored as floats: a round's theta differs from one computed wholly in double by 2e-6 at most
 * where values are about 1 (tested).
 */
public final class AlignedDescent implements Optimiser {
  private static final double BETA = 0.9;
  private static final double EPSILON = 1e-12;

  private final AlignmentVariant variant;
  private final AlignmentRate rate;
  private final int steps;
  private final float[] offset;
  private final float[] secondMoment;
  private final float[] signal;
  private final double[] firstMoment;
  private double eta;

  /**
   * Creates the descent of a round.
   *
   * @param begin state at its start; the offset is that of the round's start, v and q are those of
   *     the end of the last round
   * @param steps T, number of steps of the round, >= 1
   */
  public AlignedDescent(
      AlignmentVariant variant, AlignmentRate rate, int steps, AlignmentState begin) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps of an aligned round must be >= 1, were " + steps);
    }
    this.variant = variant;
    this.rate = rate;
    this.steps = steps;
    this.offset = begin.offset();
    this.secondMoment = begin.secondMoment().clone();
    this.signal = begin.signal().clone();
    this.firstMoment = new double[offset.length];
    this.eta = rate.calibrates() ? AlignmentRate.LARGEST : rate.fixed();
  }

  @Override
  public void step(float[] values, float[] gradient) {
    double moves = 0;
    for (int i = 0; i < values.length; i++) {
      double g = gradient[i];
      double m = BETA * firstMoment[i] + (1 - BETA) * g;
      firstMoment[i] = m;
      secondMoment[i] = (float) (BETA * secondMoment[i] + (1 - BETA) * g * g);
      signal[i] = (float) (BETA * signal[i] + (1 - BETA) * m * m);
      moves += Math.abs(preconditioner(i) * g);
    }
    if (moves > 0) {
      eta = rate.at(moves / values.length);
    }
    for (int i = 0; i < values.length; i++) {
      double correction = offset[i] == 0 ? 0 : gamma(i) * offset[i] / steps;
      values[i] = (float) (values[i] - eta * preconditioner(i) * gradient[i] - correction);
    }
  }

  private double preconditioner(int i) {
    return variant.preconditions() ? signal[i] / (secondMoment[i] + EPSILON) : 1;
  }

  private double gamma(int i) {
    double against = Math.signum(firstMoment[i] * offset[i]);
    return switch (variant) {
      case FULL, NO_PRECONDITIONER -> 0.5 + 0.5 * Erf.value(ratio(i)) * against;
      case HARD_GAMMA -> 0.5 + 0.5 * against;
      case CONSTANT_GAMMA -> 0.5;
      case CONSTANT_GAMMA_ONE -> 1;
      case NO_CORRECTION, NO_PERSONALIZATION, SGD -> 0;
    };
  }

  /** Returns |m| / sqrt(2 sigma^2 + eps) of one coordinate. */
  private double ratio(int i) {
    double m = firstMoment[i];
    double variance = Math.max(0, secondMoment[i] - m * m);
    return Math.abs(m) / Math.sqrt(2 * variance + EPSILON);
  }

  /**
   * Returns eta of the last step; {@link AlignmentRate#LARGEST} if calibration asked for a higher
   * one.
   */
  public double learningRate() {
    return eta;
  }

  /**
   * Returns the state for the next round.
   *
   * @param offset trained minus the global adapter that this round started from
   */
  public AlignmentState end(float[] offset) {
    return new AlignmentState(offset, secondMoment, signal);
  }

  @Override
  public String toString() {
    return "pFLAlign (" + variant.flag() + ") at learning rate " + eta;
  }
}
