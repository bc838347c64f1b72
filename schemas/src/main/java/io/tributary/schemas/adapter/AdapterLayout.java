package io.tributary.schemas.adapter;

import java.util.HashSet;
import java.util.List;

/**
 * Maps an adapter's flat value array to the factors of its target modules.
 *
 * <p>For each module in order: A, {@code rank x inputs}, row-major; then B, {@code outputs x rank},
 * row-major. The adapted layer is {@code W0 + (alpha / rank) * B A} (LoRA, Hu et al. 2021, section
 * 4.1).
 *
 * @param rank r, shared by all modules
 * @param alpha the numerator of the scale {@code alpha / rank}
 * @param targetModules the target modules, in the base model's order
 */
public record AdapterLayout(int rank, float alpha, List<TargetModule> targetModules) {
  /** The largest adapter, 2 GiB of floats, which one Java array and 32-bit offsets can address. */
  public static final int MAX_PARAMETERS = 1 << 29;

  public AdapterLayout {
    targetModules = List.copyOf(targetModules);
    if (rank < 1 || rank > 1024) {
      throw new IllegalArgumentException("adapter rank must be in 1..1024, was " + rank);
    }
    if (!(alpha > 0) || Float.isInfinite(alpha)) {
      throw new IllegalArgumentException("adapter alpha must be finite and > 0, was " + alpha);
    }
    if (targetModules.isEmpty()) {
      throw new IllegalArgumentException("an adapter layout needs at least one target module");
    }
    var names = new HashSet<String>();
    for (TargetModule targetModule : targetModules) {
      if (!names.add(targetModule.name())) {
        throw new IllegalArgumentException(
            "target module " + targetModule.name() + " occurs twice in the layout");
      }
    }
    if (parameters(rank, targetModules) > MAX_PARAMETERS) {
      throw new IllegalArgumentException(
          "an adapter must have at most "
              + MAX_PARAMETERS
              + " parameters, had "
              + parameters(rank, targetModules)
              + "; lower the rank or adapt fewer layers");
    }
  }

  /** Returns the factor {@code alpha / rank} that scales B A. */
  public float scale() {
    return alpha / rank;
  }

  /** Returns the number of floats in an adapter of this layout. */
  public int parameters() {
    return (int) parameters(rank, targetModules);
  }

  /** Returns the index of the first value of factor A of module {@code i}. */
  public int offsetOfA(int i) {
    int offset = 0;
    for (int s = 0; s < i; s++) {
      offset += rank * (targetModules.get(s).inputs() + targetModules.get(s).outputs());
    }
    return offset;
  }

  /** Returns the index of the first value of factor B of module {@code i}. */
  public int offsetOfB(int i) {
    return offsetOfA(i) + rank * targetModules.get(i).inputs();
  }

  private static long parameters(int rank, List<TargetModule> targetModules) {
    long total = 0;
    for (TargetModule targetModule : targetModules) {
      total += rank * ((long) targetModule.inputs() + targetModule.outputs());
    }
    return total;
  }

  /** Returns the short form of {@link #fullDigest}, for people. */
  public String digest() {
    return Digests.shortened(fullDigest());
  }

  /**
   * Returns the SHA-256 over rank, alpha and target modules, in hexadecimal digits. Two layouts are
   * equal if and only if their digests are.
   */
  public String fullDigest() {
    // Alpha is digested by its bits: the decimal text of a float is not the same in every Java
    // version.
    String alphaBits = Integer.toHexString(Float.floatToIntBits(alpha));
    var text = new StringBuilder("lora/1\n").append(rank).append('\n');
    text.append(alphaBits).append('\n');
    for (TargetModule targetModule : targetModules) {
      text.append(targetModule.name())
          .append(' ')
          .append(targetModule.inputs())
          .append(' ')
          .append(targetModule.outputs());
      text.append('\n');
    }
    return Digests.full(text.toString());
  }
}
