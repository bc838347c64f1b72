package io.tributary.schemas.event;

/**
 * Who decided something that the aggregator leaves to people, and why.
 *
 * @param by a person, at most {@value #MAX_LENGTH} characters
 * @param why in that person's words, as long
 */
public record OperatorDecision(String by, String why) {
  /** Most characters of each text, since ledgers store decisions. */
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
