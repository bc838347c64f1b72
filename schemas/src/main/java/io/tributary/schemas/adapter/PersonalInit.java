package io.tributary.schemas.adapter;

/**
 * Computes the personal start of a client's next round: the newest adapter of its cluster plus the
 * offset of the client's own after its last round, {@code start = W + kept * offset} (pFLAlign's
 * personalised initialisation, arXiv 2605.02143; ALGORITHMS.md, "Personal starts"). Clients compute
 * it, or the aggregator for those that keep no state; both use this class, so that they get the
 * same bytes.
 */
public final class PersonalInit {
  private PersonalInit() {}

  /**
   * Returns one value of a start, computed in double and rounded once.
   *
   * @param global the cluster's newest adapter, W
   * @param offset trained minus what the round started from
   * @param kept 1, or {@code 1 - share} where the part of the offset that W already contains is not
   *     counted twice
   */
  public static float value(float global, float offset, double kept) {
    return (float) (global + kept * offset);
  }
}
