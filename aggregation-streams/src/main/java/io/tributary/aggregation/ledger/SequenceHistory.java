package io.tributary.aggregation.ledger;

/**
 * Which of a slot's sequences have been decided, in constant space.
 *
 * @param highest decided sequence, 0 before any
 * @param recent bit i: sequence {@code highest - i} has been decided
 */
record SequenceHistory(long highest, long recent) {
  static final SequenceHistory NONE = new SequenceHistory(0, 0);

  boolean holds(long sequence) {
    long age = highest - sequence;
    return age >= 0 && age < Long.SIZE && (recent >>> age & 1) == 1;
  }

  /** Whether a sequence not above the highest one was skipped, or is too old to tell. */
  boolean passed(long sequence) {
    return sequence <= highest && !holds(sequence);
  }

  SequenceHistory with(long sequence) {
    if (sequence <= highest) {
      long age = highest - sequence;
      return age < Long.SIZE ? new SequenceHistory(highest, recent | 1L << age) : this;
    }
    long step = sequence - highest;
    return new SequenceHistory(sequence, (step < Long.SIZE ? recent << step : 0) | 1);
  }
}
