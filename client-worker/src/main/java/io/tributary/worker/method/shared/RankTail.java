package io.tributary.worker.method.shared;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.worker.optimise.Optimiser;

/**
 * The last of the rank components that a slot trains, with HetLoRA's penalty on them: {@code R =
 * sum over target modules of ||B[:, from:to]||_F ||A[from:to, :]||_F}.
 *
 * @param layout of the adapters
 * @param from first component of the tail
 * @param to component after the last
 */
record RankTail(AdapterLayout layout, int from, int to) {
  /** Returns R of an adapter's values. */
  double norm(float[] values) {
    double sum = 0;
    int at = 0;
    for (TargetModule targetModule : layout.targetModules()) {
      int factorB = at + layout.rank() * targetModule.inputs();
      sum += normOfA(values, at, targetModule) * normOfB(values, factorB, targetModule);
      at = factorB + targetModule.outputs() * layout.rank();
    }
    return sum;
  }

  /**
   * Adds the gradient of {@code lambda R} before another optimiser takes the step: {@code lambda
   * ||A|| B / ||B||} on the tail of B, and likewise on that of A; 0 where the norm is 0.
   */
  Optimiser penalty(float lambda, Optimiser next) {
    return new Penalty(this, lambda, next);
  }

  private record Penalty(RankTail tail, float lambda, Optimiser next) implements Optimiser {
    @Override
    public void step(float[] values, float[] gradient) {
      tail.addGradient(values, gradient, lambda);
      next.step(values, gradient);
    }

    @Override
    public String toString() {
      return next + " with rank penalty " + lambda;
    }
  }

  private void addGradient(float[] values, float[] gradient, float lambda) {
    int at = 0;
    for (TargetModule targetModule : layout.targetModules()) {
      int factorB = at + layout.rank() * targetModule.inputs();
      double a = normOfA(values, at, targetModule);
      double b = normOfB(values, factorB, targetModule);
      if (a > 0 && b > 0) {
        for (int i = at + from * targetModule.inputs(); i < at + to * targetModule.inputs(); i++) {
          gradient[i] += (float) (lambda * b / a * values[i]);
        }
        for (int output = 0; output < targetModule.outputs(); output++) {
          int row = factorB + output * layout.rank();
          for (int i = row + from; i < row + to; i++) {
            gradient[i] += (float) (lambda * a / b * values[i]);
          }
        }
      }
      at = factorB + targetModule.outputs() * layout.rank();
    }
  }

  private double normOfA(float[] values, int factorA, TargetModule targetModule) {
    double squares = 0;
    for (int i = factorA + from * targetModule.inputs();
        i < factorA + to * targetModule.inputs();
        i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  private double normOfB(float[] values, int factorB, TargetModule targetModule) {
    double squares = 0;
    for (int output = 0; output < targetModule.outputs(); output++) {
      int row = factorB + output * layout.rank();
      for (int i = row + from; i < row + to; i++) {
        squares += (double) values[i] * values[i];
      }
    }
    return Math.sqrt(squares);
  }
}
