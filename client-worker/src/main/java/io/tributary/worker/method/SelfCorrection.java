package io.tributary.worker.method;

import io.tributary.schemas.spec.PersonalMode;
import java.util.Locale;

/**
 * When a client's start counts the part of its offset that the cluster's adapter already holds only
 * once: {@code start = W + (1 - p) Delta}, p its share (ALGORITHMS.md, "Personal starts").
 */
public enum SelfCorrection {
  /** As the paper does. */
  NEVER(PersonalMode.NEVER),
  /** Where the version holds fewer than three updates, so that every share is large. */
  SMALL(PersonalMode.SMALL),
  ALWAYS(PersonalMode.ALWAYS);

  /** The same rule where the aggregator computes the start. */
  private final PersonalMode mode;

  SelfCorrection(PersonalMode mode) {
    this.mode = mode;
  }

  public boolean applies(Round round) {
    return mode.corrects(round.contributors());
  }

  /** As people write it. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
