package io.tributary.worker.optimise;

/**
 * Limits the Euclidean norm of the whole gradient (Pascanu et al. 2013, algorithm 1) before another
 * optimiser sees it.
 *
 * @param maxNorm > 0
 * @param next takes the step
 */
public record GradientClip(double maxNorm, Optimiser next) implements Optimiser {
  public GradientClip {
    SettingChecks.positive("gradient clip norm", maxNorm);
  }

  @Override
  public void step(float[] values, float[] gradient) {
    double norm = norm(gradient);
    if (norm > maxNorm) {
      float scale = (float) (maxNorm / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    next.step(values, gradient);
  }

  /** Returns the Euclidean norm, with the squares summed in double. */
  public static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  @Override
  public String toString() {
    return next.toString();
  }
}
