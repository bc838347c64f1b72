package io.tributary.schemas.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code
 * 2h}.
 */
public final class DurationForm {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})(ms|s|m|h)");

  /** The units, the largest first. */
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  private DurationForm() {}

  /**
   * Reads a duration: a whole number and its unit.
   *
   * @throws IllegalArgumentException if the text has another form, or exceeds 64 bits of
   *     milliseconds
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    try {
      if (matcher.matches()) {
        Duration time = UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
        return Duration.ofMillis(time.toMillis());
      }
    } catch (ArithmeticException tooLong) {
      throw new IllegalArgumentException(
          "must be within 64 bits of milliseconds, was '" + text + "'", tooLong);
    }
    throw new IllegalArgumentException("must look like 500ms, 30s, 5m or 2h, was '" + text + "'");
  }

  /**
   * Returns the shortest form of a duration of whole milliseconds.
   *
   * @throws IllegalArgumentException if the duration is negative or has a fraction of a millisecond
   */
  public static String of(Duration time) {
    if (time.isNegative() || !Duration.ofMillis(time.toMillis()).equals(time)) {
      throw new IllegalArgumentException("time must be whole milliseconds >= 0, was " + time);
    }
    if (time.isZero()) {
      return "0s";
    }
    return UNITS.entrySet().stream()
        .filter(unit -> time.toMillis() % unit.getValue().toMillis() == 0)
        .findFirst()
        .map(unit -> time.toMillis() / unit.getValue().toMillis() + unit.getKey())
        .orElseThrow();
  }
}
