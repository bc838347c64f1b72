package io.tributary.worker.align;

/** Arrays of one kind from the other. */
final class Floats {
  private Floats() {}

  static float[] of(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  static float[] sum(double[] a, double[] b) {
    float[] sums = new float[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (float) (a[i] + b[i]);
    }
    return sums;
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
