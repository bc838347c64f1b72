package io.tributary.worker.optimise;

/** Refuses settings that are out of bounds, NaN included. */
public final class SettingChecks {
  private SettingChecks() {}

  /** Refuses a value that is not finite and > 0. */
  public static void positive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be finite and > 0, was " + value);
    }
  }

  /** Refuses a value that is not finite and >= 0. */
  public static void atLeastZero(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be finite and >= 0, was " + value);
    }
  }
}
