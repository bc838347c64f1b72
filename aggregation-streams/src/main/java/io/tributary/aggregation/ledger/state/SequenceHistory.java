package io.tributary.aggregation.ledger.state;

/**
 * The decisions about a slot's sequences, in constant space.
 *
 * @param highest decided sequence, 0 before any
 * @param recent bit i: sequence {@code highest - i} has been decided
 * @param releasable bit i: sequence {@code highest - i} is in quarantine, and an operator may
 *     release it
 */
public record SequenceHistory(long highest, long recent, long releasable) {
  public static final SequenceHistory NONE = new SequenceHistory(0, 0, 0);

  public boolean holds(long sequence) {
    return isSet(recent, sequence);
  }

  /**
   * Returns whether a sequence not above the highest one was skipped, or is too old to be known.
   */
  public boolean passed(long sequence) {
    return sequence <= highest && !holds(sequence);
  }

  public boolean isReleasable(long sequence) {
    return isSet(releasable, sequence);
  }

  /** Returns whether the sequence is too old to be known, so that it can never be released. */
  public boolean isTooOld(long sequence) {
    return highest - sequence >= Long.SIZE;
  }

  /**
   * Returns the history after a final decision: the update is not in quarantine, or stays there for
   * good.
   */
  SequenceHistory with(long sequence) {
    if (sequence <= highest) {
      long bit = bit(sequence);
      return new SequenceHistory(highest, recent | bit, releasable & ~bit);
    }
    long step = sequence - highest;
    boolean near = step < Long.SIZE;
    return new SequenceHistory(
        sequence, (near ? recent << step : 0) | 1, near ? releasable << step : 0);
  }

  /** Returns the history after a decision that an operator may override. */
  SequenceHistory withReleasable(long sequence) {
    SequenceHistory decided = with(sequence);
    return new SequenceHistory(
        decided.highest, decided.recent, decided.releasable | decided.bit(sequence));
  }

  private boolean isSet(long bits, long sequence) {
    return (bits & bit(sequence)) != 0;
  }

  /** Returns the bit of a sequence, or 0 if the sequence is out of reach. */
  private long bit(long sequence) {
    long age = highest - sequence;
    return age >= 0 && age < Long.SIZE ? 1L << age : 0;
  }
}
