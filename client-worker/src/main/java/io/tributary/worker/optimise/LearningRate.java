package io.tributary.worker.optimise;

/**
 * Cosine decay over rounds, constant within one: {@code min + (first - min) (1 + cos(pi t / R)) /
 * 2}.
 *
 * @param first at round 0
 * @param min at the last round, R
 * @param rounds R; 0 for a constant rate
 */
public record LearningRate(float first, float min, int rounds) {
  /** The rate at round 0 that suits AdamW and the bundled model. */
  public static final float DEFAULT = 2e-3f;

  public LearningRate {
    if (!(first > 0) || !(min >= 0) || min > first) {
      throw new IllegalArgumentException(
          "learning rates must hold 0 <= min <= first and first > 0, were " + min + ", " + first);
    }
    if (rounds < 0) {
      throw new IllegalArgumentException("rounds of the decay must be >= 0, were " + rounds);
    }
  }

  /** Returns the same rate for all rounds. */
  public static LearningRate constant(float rate) {
    return new LearningRate(rate, rate, 0);
  }

  /** Returns the same decay over another number of rounds. */
  public LearningRate over(int others) {
    return new LearningRate(first, min, others);
  }

  /** Returns the rate at round {@code t >= 0}; {@code min} from round R on. */
  public float at(int t) {
    if (rounds == 0) {
      return first;
    }
    double angle = Math.PI * Math.min(t, rounds) / rounds;
    return (float) (min + 0.5 * (first - min) * (1 + StrictMath.cos(angle)));
  }
}
