package io.tributary.worker.optimise;

/** Refuses settings that are out of bounds; not a number is. */
final class Bounds {
  private Bounds() {}

  static void positive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be finite and > 0, was " + value);
    }
  }

  static void atLeastZero(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be finite and >= 0, was " + value);
    }
  }
}
