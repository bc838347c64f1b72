package io.tributary.schemas.id;

import java.util.regex.Pattern;

/**
 * The id of a global cluster, that is of one task that the stream discovered; stable across epochs.
 *
 * @param value 0..{@value IdBounds#MAX_NUMBER}
 */
public record ClusterId(int value) implements Comparable<ClusterId> {
  private static final Pattern FORM = Pattern.compile("c(0|[1-9]\\d{0,8})");

  public ClusterId {
    IdBounds.number("cluster id", 0, value);
  }

  /**
   * Parses {@code c3}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static ClusterId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "cluster must look like c3, was '" + PlainText.of(text) + "'");
    }
    return new ClusterId(Integer.parseInt(text.substring(1)));
  }

  @Override
  public int compareTo(ClusterId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "c" + value;
  }
}
