package io.tributary.worker.align;

import org.apache.commons.numbers.gamma.Erf;

/**
 * The recurrences of ALGORITHMS.md, "A round of a client" as they are written there, wholly in
 * double and with the preconditioner in its own recurrence: obviously right, and only for tests.
 */
public final class PlainAlignment {
  private final double eta;
  private final int steps;
  private final double epsilon;
  public final double[] theta;
  public final double[] offset;
  public final double[] m;
  public final double[] v;
  public final double[] p;
  public final double[] gamma;

  public PlainAlignment(double[] global, double[] offset, double eta, int steps, double epsilon) {
    this.eta = eta;
    this.steps = steps;
    this.epsilon = epsilon;
    this.offset = offset.clone();
    int n = global.length;
    theta = new double[n];
    for (int i = 0; i < n; i++) {
      theta[i] = global[i] + offset[i];
    }
    m = new double[n];
    v = new double[n];
    p = new double[n];
    gamma = new double[n];
  }

  /** The next round of the same slot: m is forgotten, v and P go on. */
  public PlainAlignment next(double[] global, double[] from) {
    double[] moved = new double[theta.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = theta[i] - from[i];
    }
    var next = new PlainAlignment(global, moved, eta, steps, epsilon);
    System.arraycopy(v, 0, next.v, 0, v.length);
    System.arraycopy(p, 0, next.p, 0, p.length);
    return next;
  }

  public void step(double... g) {
    for (int i = 0; i < g.length; i++) {
      m[i] = 0.9 * m[i] + 0.1 * g[i];
      v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
      double a = 1 - 0.1 * g[i] * g[i] / (v[i] + epsilon);
      p[i] = a * p[i] + 0.1 * m[i] * m[i] / (v[i] + epsilon);
      double variance = Math.max(0, v[i] - m[i] * m[i]);
      double z = Math.abs(m[i]) / Math.sqrt(2 * variance + epsilon);
      gamma[i] = 0.5 - 0.5 * Erf.value(z) * Math.signum(-m[i] * offset[i]);
      theta[i] = theta[i] - eta * p[i] * g[i] - gamma[i] * offset[i] / steps;
    }
  }
}
