package io.tributary.schemas.event;

/**
 * The person who decided something that the aggregator leaves to operators, and the reason.
 *
 * @param by the person, at most {@value #MAX_LENGTH} characters
 * @param why the reason in that person's words, at most as long
 */
public record OperatorDecision(String by, String why) {
  /** The largest number of characters of each text, because ledgers store decisions. */
  public static final int MAX_LENGTH = 500;

  public OperatorDecision {
    if (by.length() > MAX_LENGTH || why.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "author and reason of a decision must be at most "
              + MAX_LENGTH
              + " characters, were "
              + by.length()
              + " and "
              + why.length());
    }
  }

  @Override
  public String toString() {
    return by + (why.isEmpty() ? "" : ": " + why);
  }
}
