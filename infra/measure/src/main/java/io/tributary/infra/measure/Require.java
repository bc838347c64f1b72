package io.tributary.infra.measure;

/** Checks arguments: the messages name the thing, its bound, its value and what to do. */
public final class Require {
  private Require() {}

  /**
   * Requires that two lists which belong together row by row are equally long.
   *
   * @throws IllegalArgumentException otherwise
   */
  public static void sameSize(String what, int size, String other, int otherSize) {
    if (size != otherSize) {
      throw new IllegalArgumentException(
          "%s and %s belong together row by row, but there were %d and %d: pass one of each per row"
              .formatted(what, other, size, otherSize));
    }
  }

  /**
   * Requires a minimum number of things.
   *
   * @throws IllegalArgumentException otherwise
   */
  public static void atLeast(int bound, String what, long value, String fix) {
    if (value < bound) {
      throw new IllegalArgumentException(
          "%s must be at least %d, was %d: %s".formatted(what, bound, value, fix));
    }
  }

  /**
   * Requires that a number is finite.
   *
   * @return the value
   * @throws IllegalArgumentException if it is NaN or infinite
   */
  public static double finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s must be finite, was %s: leave failed runs out".formatted(what, value));
    }
    return value;
  }

  /**
   * Requires that every number of an array is finite.
   *
   * @throws IllegalArgumentException if one is NaN or infinite; it names the index
   */
  public static void finite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      finite(what + "[" + i + "]", values[i]);
    }
  }

  /**
   * Requires a share or a probability.
   *
   * @return the value
   * @throws IllegalArgumentException if it does not lie in 0..1
   */
  public static double share(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s must lie in 0..1, was %s: pass a share, not a percentage or a logit"
              .formatted(what, value));
    }
    return value;
  }
}
