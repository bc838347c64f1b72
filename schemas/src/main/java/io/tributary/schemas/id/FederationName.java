package io.tributary.schemas.id;

import java.util.regex.Pattern;

/**
 * Checks the name of a federation: it must be allowed in names of topics, with room for the
 * suffixes of its topics, the aggregator's own among them.
 */
public final class FederationName {
  /** The largest length of a name; Kafka allows 249 characters for a topic's. */
  public static final int MAX_LENGTH = 160;

  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9._-]{1," + MAX_LENGTH + "}");

  private FederationName() {}

  /**
   * Returns the name if it is allowed.
   *
   * @throws IllegalArgumentException with the rule if it is not
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
