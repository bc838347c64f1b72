package io.tributary.infra.local.process;

import java.time.Duration;

/**
 * When a child that died starts again.
 *
 * @param firstBackoff wait after the first death; doubles with every vain life that follows
 * @param longestBackoff upper bound of the wait
 * @param fastDeath a child that died without a word and lived shorter lived in vain, as did one
 *     that never was ready, however long it tried
 * @param toldDeath a child that said why it ended and lived shorter lived in vain; longer, since
 *     loading a model or restoring state comes before most failures
 * @param mostVainLives after so many in a row the supervisor gives up; a longer life resets them
 */
public record RestartPolicy(
    Duration firstBackoff,
    Duration longestBackoff,
    Duration fastDeath,
    Duration toldDeath,
    int mostVainLives) {

  /** 200 ms doubling to 5 s; gives up after six vain lives in a row. */
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

  /** How many vain lives in a row there are after one more. */
  int vainLivesAfter(int before, ChildDeath death) {
    Duration bound = death.told().isPresent() ? toldDeath : fastDeath;
    boolean vain = !death.ready() || death.lived().compareTo(bound) < 0;
    return vain ? before + 1 : 0;
  }

  boolean givesUpAfter(int vainLives) {
    return vainLives >= mostVainLives;
  }

  /** The wait before the next start. */
  Duration backoff(int vainLives) {
    Duration wait = firstBackoff;
    for (int i = 1; i < vainLives && wait.compareTo(longestBackoff) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestBackoff) < 0 ? wait : longestBackoff;
  }
}
