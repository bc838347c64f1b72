package io.tributary.schemas.id;

import java.util.regex.Pattern;

/**
 * What a federation may be called: whatever topics can be called, with room for what its topics,
 * the aggregator's own among them, are called after it.
 */
public final class FederationName {
  /** Characters of a name; Kafka takes 249 of a topic's. */
  public static final int MAX_LENGTH = 160;

  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9._-]{1," + MAX_LENGTH + "}");

  private FederationName() {}

  /**
   * The name, if it is one.
   *
   * @throws IllegalArgumentException if it is not: says what it may be
   */
  public static String require(String name) {
    if (!FORM.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "federation must be 1 to "
              + MAX_LENGTH
              + " characters of a-z A-Z 0-9 . _ -, and not . or .., was '"
              + PlainText.of(name)
              + "'");
    }
    return name;
  }
}
