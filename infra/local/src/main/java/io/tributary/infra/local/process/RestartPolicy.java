package io.tributary.infra.local.process;

import java.time.Duration;

/**
 * Decides when a child that died starts again. A life failed if it was short, or never became
 * ready.
 *
 * @param firstBackoff wait after the first death; doubles with every further failed life
 * @param longestBackoff upper bound of the wait
 * @param fastDeath the length of life below which a child that died without a report failed
 * @param toldDeath the length of life below which a child that reported a reason failed; it is
 *     longer, because loading a model or restoring state comes before most failures
 * @param mostVainLives after so many failed lives in a row the supervisor gives up; a longer life
 *     resets the count
 */
public record RestartPolicy(
    Duration firstBackoff,
    Duration longestBackoff,
    Duration fastDeath,
    Duration toldDeath,
    int mostVainLives) {

  /**
   * The default: 200 ms doubling to 5 s; the supervisor gives up after six failed lives in a row.
   */
  public static final RestartPolicy DEFAULT =
      new RestartPolicy(
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          6);

  public RestartPolicy {
    if (firstBackoff.isNegative() || firstBackoff.compareTo(longestBackoff) > 0) {
      throw new IllegalArgumentException(
          "restart.first-backoff must be in 0..%s, was %s".formatted(longestBackoff, firstBackoff));
    }
    if (mostVainLives < 1) {
      throw new IllegalArgumentException(
          "restart.most-vain-lives must be >= 1, was " + mostVainLives);
    }
  }

  /** Returns the number of failed lives in a row after one more death. */
  int vainLivesAfter(int before, ChildDeath death) {
    Duration bound = death.told().isPresent() ? toldDeath : fastDeath;
    boolean vain = !death.ready() || death.lived().compareTo(bound) < 0;
    return vain ? before + 1 : 0;
  }

  boolean givesUpAfter(int vainLives) {
    return vainLives >= mostVainLives;
  }

  /** Returns the wait before the next start. */
  Duration backoff(int vainLives) {
    Duration wait = firstBackoff;
    for (int i = 1; i < vainLives && wait.compareTo(longestBackoff) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestBackoff) < 0 ? wait : longestBackoff;
  }
}
