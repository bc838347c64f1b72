package io.tributary.worker.method;

/** Refuses settings that are out of bounds; not a number is. */
final class Limits {
  private Limits() {}

  static void positive(String flag, float value) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(flag + " must be finite and > 0, was " + value);
    }
  }

  static void atLeastZero(String flag, float value) {
    if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(flag + " must be finite and >= 0, was " + value);
    }
  }
}
