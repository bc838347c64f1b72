package io.tributary.infra.evaluate;

/**
 * Selects the rounds before the last after which accuracy is measured: all of them, or evenly
 * spaced ones.
 *
 * @param last round of the run, which the final table measures
 * @param most rounds to measure, the last among them, >= 1
 */
public record EvaluationRounds(int last, int most) {
  public EvaluationRounds {
    if (most < 1) {
      throw new IllegalArgumentException("most measured rounds must be >= 1, was " + most);
    }
  }

  /** Returns whether accuracy is measured after this round. */
  public boolean includes(int round) {
    if (round < 1 || round >= last) {
      return false;
    }
    return last <= most || (long) round * most / last > (long) (round - 1) * most / last;
  }

  /** Returns the rounds in words, for people: {@code each of 16 rounds}. */
  @Override
  public String toString() {
    return last <= most
        ? "each of %d rounds".formatted(last)
        : "%d evenly spaced rounds of %d".formatted(most, last);
  }
}
