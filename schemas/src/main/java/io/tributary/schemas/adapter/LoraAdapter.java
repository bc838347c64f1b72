package io.tributary.schemas.adapter;

import java.util.SplittableRandom;

/**
 * One adapter: a layout and its values. The array is owned by the adapter and must not be changed
 * after it was handed over; nothing copies it.
 *
 * @param layout what the values mean
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
   * The adapter that every client starts from (version 0): A is uniform in {@code +-1/sqrt(d_in)}
   * (what Kaiming initialisation with a = sqrt(5) gives, as PEFT does), B is zero, so that the
   * adapted model equals the base. The same layout and seed give the same bits on every machine.
   */
  public static LoraAdapter initial(AdapterLayout layout, long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[layout.parameters()];
    int at = 0;
    for (Site site : layout.sites()) {
      double bound = 1 / Math.sqrt(site.inputs());
      int factorA = layout.rank() * site.inputs();
      for (int i = 0; i < factorA; i++) {
        values[at + i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      at += factorA + site.outputs() * layout.rank();
    }
    return new LoraAdapter(layout, values);
  }

  /** Digest of the values, built on their chunks' digests; see {@link AdapterChunks#digestOf}. */
  public String digest() {
    return AdapterChunks.digestOf(AdapterChunks.digests(values));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LoraAdapter that
        && layout.equals(that.layout)
        && java.util.Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + java.util.Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "LoraAdapter[" + values.length + " floats, digest " + digest() + "]";
  }
}
