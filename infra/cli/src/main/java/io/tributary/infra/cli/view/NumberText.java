package io.tributary.infra.cli.view;

import io.tributary.aggregation.gate.SampleWeight;
import java.util.Locale;

/** Formats numbers for people. */
public final class NumberText {
  private NumberText() {}

  /** Returns {@code 120}, {@code 0.25}, {@code 1431}: four digits, and no zeros after the point. */
  public static String of(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    String text = "%.4g".formatted(value);
    return text.contains("e") || !text.contains(".") ? text : text.replaceFirst("\\.?0+$", "");
  }

  /** Formats a share in 0..1 as a percentage with one decimal: {@code 12.5 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Returns {@code 1 update}, {@code 2 updates}. */
  public static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /**
   * Returns a weight in samples, after the discount for staleness; 1 each where updates count
   * uniformly.
   */
  public static double weight(long units) {
    return (double) units / SampleWeight.UNITS;
  }

  /** Returns the name of an enum's constant in the form for people. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
