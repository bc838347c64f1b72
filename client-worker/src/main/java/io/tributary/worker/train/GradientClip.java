package io.tributary.worker.train;

/** Limits the Euclidean norm of a whole gradient (Pascanu et al. 2013, algorithm 1). */
final class GradientClip {
  private GradientClip() {}

  /** Scales {@code gradient} in place to {@code maxNorm} if it is longer; returns its norm. */
  static double byNorm(float[] gradient, double maxNorm) {
    double square = 0;
    for (float g : gradient) {
      square += (double) g * g;
    }
    double norm = Math.sqrt(square);
    if (norm > maxNorm) {
      float scale = (float) (maxNorm / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    return norm;
  }
}
