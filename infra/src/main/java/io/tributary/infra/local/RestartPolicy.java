package io.tributary.infra.local;

import java.time.Duration;

/**
 * When a child that died starts again.
 *
 * @param firstBackoff wait after the first death; doubles with every fast one that follows
 * @param longestBackoff upper bound of the wait
 * @param fastDeath a child that lived shorter counts as failing; a longer life resets the count
 * @param mostFastDeaths after so many in a row the supervisor gives up
 */
public record RestartPolicy(
    Duration firstBackoff, Duration longestBackoff, Duration fastDeath, int mostFastDeaths) {

  /** 200 ms doubling to 5 s; gives up after eight lives in a row shorter than 10 s. */
  public static final RestartPolicy DEFAULT =
      new RestartPolicy(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(10), 8);

  public RestartPolicy {
    if (firstBackoff.isNegative() || firstBackoff.compareTo(longestBackoff) > 0) {
      throw new IllegalArgumentException(
          "restart.first-backoff must be in 0..%s, was %s".formatted(longestBackoff, firstBackoff));
    }
    if (mostFastDeaths < 1) {
      throw new IllegalArgumentException(
          "restart.most-fast-deaths must be >= 1, was " + mostFastDeaths);
    }
  }

  /** How many fast deaths in a row there are after one more life of length {@code lived}. */
  int fastDeathsAfter(int before, Duration lived) {
    return lived.compareTo(fastDeath) < 0 ? before + 1 : 0;
  }

  boolean givesUpAfter(int fastDeaths) {
    return fastDeaths >= mostFastDeaths;
  }

  /** The wait before the next start. */
  Duration backoff(int fastDeaths) {
    Duration wait = firstBackoff;
    for (int i = 1; i < fastDeaths && wait.compareTo(longestBackoff) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestBackoff) < 0 ? wait : longestBackoff;
  }
}
