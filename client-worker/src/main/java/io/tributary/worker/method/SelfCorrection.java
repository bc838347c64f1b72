package io.tributary.worker.method;

import io.tributary.schemas.spec.PersonalMode;
import java.util.Locale;

/**
 * Selects when a client's start counts only once the part of its offset that the cluster's adapter
 * already contains: {@code start = W + (1 - p) Delta}, p its share (ALGORITHMS.md, "Personal
 * starts").
 */
public enum SelfCorrection {
  /** The start is never corrected, as in the paper. */
  NEVER(PersonalMode.NEVER),
  /**
   * The start is corrected where the version contains fewer than three updates, so that every share
   * is large.
   */
  SMALL(PersonalMode.SMALL),
  ALWAYS(PersonalMode.ALWAYS);

  /** The rule in the form that the aggregator uses for starts that it computes. */
  private final PersonalMode mode;

  SelfCorrection(PersonalMode mode) {
    this.mode = mode;
  }

  public boolean applies(Round round) {
    return mode.corrects(round.contributors());
  }

  /** Returns the name on the command line. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
