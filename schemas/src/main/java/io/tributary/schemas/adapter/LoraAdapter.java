package io.tributary.schemas.adapter;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One adapter: a layout and its values. The adapter owns the array, which is not copied and must
 * not be changed after it was handed over.
 *
 * @param layout order and meaning of the values
 * @param values {@code layout.parameters()} floats
 */
public record LoraAdapter(AdapterLayout layout, float[] values) {
  public LoraAdapter {
    if (values.length != layout.parameters()) {
      throw new IllegalArgumentException(
          "adapter values must be " + layout.parameters() + " floats, were " + values.length);
    }
  }

  /**
   * Returns the adapter that every client starts from (version 0): A is uniform in {@code
   * +-1/sqrt(d_in)} (what Kaiming initialisation with a = sqrt(5) gives, as PEFT does), B is zero,
   * so that the adapted model equals the base. The same layout and seed give the same bits on every
   * machine.
   */
  public static LoraAdapter initial(AdapterLayout layout, long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[layout.parameters()];
    int at = 0;
    for (TargetModule targetModule : layout.targetModules()) {
      double bound = 1 / Math.sqrt(targetModule.inputs());
      int factorA = layout.rank() * targetModule.inputs();
      for (int i = 0; i < factorA; i++) {
        values[at + i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      at += factorA + targetModule.outputs() * layout.rank();
    }
    return new LoraAdapter(layout, values);
  }

  /**
   * Returns the adapter of the first {@code rank} components, in the same layout (HetLoRA's
   * truncation, Cho et al. 2024). The other components are zero in both factors; the gradient of
   * each factor has the other one as a factor, so training leaves both zero.
   *
   * @param rank components that stay, 1..layout.rank()
   */
  public LoraAdapter truncated(int rank) {
    if (rank < 1 || rank > layout.rank()) {
      throw new IllegalArgumentException("rank must be in 1.." + layout.rank() + ", was " + rank);
    }
    float[] kept = values.clone();
    int at = 0;
    for (TargetModule targetModule : layout.targetModules()) {
      Arrays.fill(
          kept, at + rank * targetModule.inputs(), at + layout.rank() * targetModule.inputs(), 0);
      at += layout.rank() * targetModule.inputs();
      for (int output = 0; output < targetModule.outputs(); output++) {
        Arrays.fill(kept, at + rank, at + layout.rank(), 0);
        at += layout.rank();
      }
    }
    return new LoraAdapter(layout, kept);
  }

  /**
   * Returns ||B A||_F over all target modules: the square root of the sum of their squares, each of
   * which is the sum over k, l of (B'B)_kl (AA')_kl, so that no matrix of the model's size is
   * computed.
   */
  public double productNorm() {
    int rank = layout.rank();
    double squares = 0;
    int at = 0;
    for (TargetModule targetModule : layout.targetModules()) {
      int factorB = at + rank * targetModule.inputs();
      for (int k = 0; k < rank; k++) {
        for (int l = 0; l < rank; l++) {
          double rowsOfA = 0;
          for (int i = 0; i < targetModule.inputs(); i++) {
            rowsOfA +=
                (double) values[at + k * targetModule.inputs() + i]
                    * values[at + l * targetModule.inputs() + i];
          }
          double columnsOfB = 0;
          for (int o = 0; o < targetModule.outputs(); o++) {
            columnsOfB += (double) values[factorB + o * rank + k] * values[factorB + o * rank + l];
          }
          squares += rowsOfA * columnsOfB;
        }
      }
      at = factorB + targetModule.outputs() * rank;
    }
    return Math.sqrt(Math.max(0, squares));
  }

  /**
   * Returns the digest of the values, computed from their chunks' digests; see {@link
   * AdapterChunks#digestOf}.
   */
  public String digest() {
    return AdapterChunks.digestOf(AdapterChunks.digests(values));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LoraAdapter that
        && layout.equals(that.layout)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "LoraAdapter[" + values.length + " floats, digest " + digest() + "]";
  }
}
