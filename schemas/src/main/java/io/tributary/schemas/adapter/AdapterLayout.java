package io.tributary.schemas.adapter;

import java.util.HashSet;
import java.util.List;

/**
 * How an adapter's flat value array maps to the factors of its sites.
 *
 * <p>For each site in order: A, {@code rank x inputs}, row-major; then B, {@code outputs x rank},
 * row-major. The adapted layer is {@code W0 + (alpha / rank) * B A} (LoRA, Hu et al. 2021, section
 * 4.1).
 *
 * @param rank r, shared by all sites
 * @param alpha the numerator of the scale {@code alpha / rank}
 * @param sites the adapted layers, in the base model's order
 */
public record AdapterLayout(int rank, float alpha, List<TargetModule> sites) {
  /** Largest adapter, 2 GiB of floats: what one Java array and 32-bit offsets hold with ease. */
  public static final int MAX_PARAMETERS = 1 << 29;

  public AdapterLayout {
    sites = List.copyOf(sites);
    if (rank < 1 || rank > 1024) {
      throw new IllegalArgumentException("adapter rank must be in 1..1024, was " + rank);
    }
    if (!(alpha > 0) || Float.isInfinite(alpha)) {
      throw new IllegalArgumentException("adapter alpha must be finite and > 0, was " + alpha);
    }
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("an adapter layout needs at least one site");
    }
    var names = new HashSet<String>();
    for (TargetModule targetModule : sites) {
      if (!names.add(targetModule.name())) {
        throw new IllegalArgumentException(
            "site " + targetModule.name() + " occurs twice in the layout");
      }
    }
    if (parameters(rank, sites) > MAX_PARAMETERS) {
      throw new IllegalArgumentException(
          "an adapter must have at most "
              + MAX_PARAMETERS
              + " parameters, had "
              + parameters(rank, sites)
              + "; lower the rank or adapt fewer layers");
    }
  }

  /** The factor {@code alpha / rank} that scales B A. */
  public float scale() {
    return alpha / rank;
  }

  /** Number of floats in an adapter of this layout. */
  public int parameters() {
    return (int) parameters(rank, sites);
  }

  /** Index of the first value of site {@code i}'s A factor. */
  public int offsetOfA(int i) {
    int offset = 0;
    for (int s = 0; s < i; s++) {
      offset += rank * (sites.get(s).inputs() + sites.get(s).outputs());
    }
    return offset;
  }

  /** Index of the first value of site {@code i}'s B factor. */
  public int offsetOfB(int i) {
    return offsetOfA(i) + rank * sites.get(i).inputs();
  }

  private static long parameters(int rank, List<TargetModule> sites) {
    long total = 0;
    for (TargetModule targetModule : sites) {
      total += rank * ((long) targetModule.inputs() + targetModule.outputs());
    }
    return total;
  }

  /** Short form of {@link #fullDigest}, for people. */
  public String digest() {
    return Digests.shortened(fullDigest());
  }

  /** SHA-256 over rank, alpha and sites in hexadecimal digits: two layouts agree iff it does. */
  public String fullDigest() {
    // Alpha by its bits: the decimal text of a float is not the same in every Java version.
    String alphaBits = Integer.toHexString(Float.floatToIntBits(alpha));
    var text = new StringBuilder("lora/1\n").append(rank).append('\n');
    text.append(alphaBits).append('\n');
    for (TargetModule targetModule : sites) {
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
