package io.tributary.schemas.spec;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import java.util.List;

/**
 * Whether the aggregator publishes where each contributor's next round starts (topic {@code
 * personal-adapters}), and whether that start counts the part of the contributor's offset that the
 * version already holds only once: {@code start = W + (1 - p) Delta}, p its share (ALGORITHMS.md,
 * "Personal starts").
 */
public enum PersonalMode {
  /** Not published: every client keeps its offset itself. */
  OFF,
  /** Published, and never corrected, as pFLAlign's paper does. */
  NEVER,
  /** Corrected where the version holds fewer than three updates, so that every share is large. */
  SMALL,
  /** Corrected always. */
  ALWAYS;

  private static final int SMALL_CLUSTER = 3;

  /** Whether a start from a version of so many contributors is corrected. */
  public boolean corrects(int contributors) {
    return this == ALWAYS || (this == SMALL && contributors < SMALL_CLUSTER);
  }

  /**
   * How much of its offset a slot keeps, in 0..1, when it starts from a version.
   *
   * @param contributions exactly what the version holds, as its manifest says it
   */
  public double kept(List<Contribution> contributions, SlotId slot) {
    return corrects(contributions.size()) ? 1 - Contribution.share(contributions, slot) : 1;
  }
}
