package io.tributary.worker.method;

import java.util.Locale;

/**
 * When a client's start counts the part of its offset that the cluster's adapter already holds only
 * once: {@code start = W + (1 - p) Delta}, p its share (algorithms A.2.7, B.4 point 9).
 */
public enum SelfCorrection {
  /** As the paper does. */
  NEVER,
  /** Where the version holds fewer than three updates, so that every share is large. */
  SMALL,
  ALWAYS;

  private static final int SMALL_CLUSTER = 3;

  boolean applies(Round round) {
    return this == ALWAYS || (this == SMALL && round.contributors() < SMALL_CLUSTER);
  }

  /** As people write it. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
