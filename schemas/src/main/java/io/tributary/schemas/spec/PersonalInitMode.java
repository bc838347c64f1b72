package io.tributary.schemas.spec;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import java.util.List;

/**
 * Selects whether the aggregator publishes personal starts (topic {@code personal-adapters}), and
 * whether a start counts only once the part of the contributor's offset that the version already
 * contains: {@code start = W + (1 - p) Delta}, p its share (ALGORITHMS.md, "Personal starts").
 */
public enum PersonalInitMode {
  /** No start is published: every client keeps its offset itself. */
  OFF,
  /** Starts are published without correction, as in pFLAlign's paper. */
  NEVER,
  /**
   * A start is corrected where the version contains fewer than three updates, so that every share
   * is large.
   */
  SMALL,
  /** Every start is corrected. */
  ALWAYS;

  private static final int SMALL_CLUSTER = 3;

  /** Returns whether a start from a version with so many contributors is corrected. */
  public boolean corrects(int contributors) {
    return this == ALWAYS || (this == SMALL && contributors < SMALL_CLUSTER);
  }

  /**
   * Returns the part of its offset that a slot keeps, in 0..1, when it starts from a version.
   *
   * @param contributions exactly those that the version's manifest lists
   */
  public double kept(List<Contribution> contributions, SlotId slot) {
    return corrects(contributions.size()) ? 1 - Contribution.share(contributions, slot) : 1;
  }
}
