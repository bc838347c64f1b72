package io.tributary.worker.method;

import io.tributary.schemas.spec.PersonalInitMode;
import java.util.Locale;

/**
 * Selects when a client's start counts only once the part of its offset that the cluster's adapter
 * already contains: {@code start = W + (1 - p) Delta}, p its share (ALGORITHMS.md, "Personal
 * starts").
 */
public enum SelfCorrection {
  /** The start is never corrected, as in the paper. */
  NEVER(PersonalInitMode.NEVER),
  /**
   * The start is corrected where the version contains fewer than three updates, so that every share
   * is large.
   */
  SMALL(PersonalInitMode.SMALL),
  ALWAYS(PersonalInitMode.ALWAYS);

  /** The rule in the form that the aggregator uses for starts that it computes. */
  private final PersonalInitMode mode;

  SelfCorrection(PersonalInitMode mode) {
    this.mode = mode;
  }

  public boolean applies(LocalRound round) {
    return mode.corrects(round.contributors());
  }

  /** Returns the name on the command line. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
