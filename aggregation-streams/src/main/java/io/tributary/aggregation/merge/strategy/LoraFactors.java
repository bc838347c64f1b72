package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;

/**
 * The two factors of one target module; their product B A, times the layout's scale, is the change
 * of the layer.
 *
 * @param rank rows of A, columns of B
 * @param inputs d_in, columns of A
 * @param outputs d_out, rows of B
 * @param a {@code rank x inputs}, row-major
 * @param b {@code outputs x rank}, row-major
 */
public record LoraFactors(int rank, int inputs, int outputs, double[] a, double[] b) {
  public LoraFactors {
    if (a.length != rank * inputs || b.length != outputs * rank) {
      throw new IllegalArgumentException(
          "factors of rank "
              + rank
              + " must have "
              + rank * inputs
              + " and "
              + outputs * rank
              + " values, had "
              + a.length
              + " and "
              + b.length);
    }
  }

  /** Creates factors A and B whose values are all zero. */
  public static LoraFactors zero(int rank, int inputs, int outputs) {
    return new LoraFactors(
        rank, inputs, outputs, new double[rank * inputs], new double[outputs * rank]);
  }

  /**
   * Returns the factors that a client trained at a target module: {@code origin + clip * update}.
   *
   * @param origin flat values of the adapter that it was trained from
   * @param update flat values of the payload, u
   * @param rank r_i: only the first r_i components are read
   */
  public static LoraFactors trained(
      AdapterLayout layout, int module, float[] origin, float[] update, double clip, int rank) {
    if (rank < 1 || rank > layout.rank()) {
      throw new IllegalArgumentException(
          "rank must be in 1.." + layout.rank() + " (the layout's), was " + rank);
    }
    TargetModule shape = layout.targetModules().get(module);
    LoraFactors factors = zero(rank, shape.inputs(), shape.outputs());
    int fromA = layout.offsetOfA(module);
    for (int i = 0; i < factors.a.length; i++) {
      factors.a[i] = origin[fromA + i] + clip * update[fromA + i];
    }
    int fromB = layout.offsetOfB(module);
    for (int i = 0; i < factors.b.length; i++) {
      int from = fromB + i / rank * layout.rank() + i % rank;
      factors.b[i] = origin[from] + clip * update[from];
    }
    return factors;
  }

  /** Returns the factors of a target module of an adapter. */
  public static LoraFactors of(AdapterLayout layout, int module, float[] values) {
    return first(layout, module, values, layout.rank());
  }

  /**
   * Returns the first components of a target module of an adapter, as a client of that rank reads
   * it.
   */
  public static LoraFactors first(AdapterLayout layout, int module, float[] values, int rank) {
    return trained(layout, module, values, new float[values.length], 1, rank);
  }

  /** Writes factors of the layout's rank into the values of an adapter, each rounded to float. */
  public void writeInto(AdapterLayout layout, int module, float[] values) {
    if (rank != layout.rank()) {
      throw new IllegalArgumentException(
          "factors must have the layout's rank " + layout.rank() + ", had " + rank);
    }
    write(a, values, layout.offsetOfA(module));
    write(b, values, layout.offsetOfB(module));
  }

  private static void write(double[] from, float[] to, int at) {
    for (int i = 0; i < from.length; i++) {
      to[at + i] = (float) from[i];
    }
  }

  /**
   * Returns ||B A||_F^2 without computing the product: the sum over k and l of (B^T B)_kl (A
   * A^T)_kl, which takes rank^2 (inputs + outputs) steps.
   */
  public double squaredProductNorm() {
    double total = 0;
    for (int k = 0; k < rank; k++) {
      for (int l = 0; l < rank; l++) {
        double rows = 0;
        for (int j = 0; j < inputs; j++) {
          rows += a[k * inputs + j] * a[l * inputs + j];
        }
        double columns = 0;
        for (int i = 0; i < outputs; i++) {
          columns += b[i * rank + k] * b[i * rank + l];
        }
        total += rows * columns;
      }
    }
    // Rounding may leave a tiny negative value for a product that is zero.
    return Math.max(0, total);
  }
}
