package io.tributary.aggregation.merge.strategy;

import java.util.BitSet;

/**
 * The move of one chunk's values that a window proposes: the negated pseudo-gradient of the
 * server's optimiser.
 *
 * @param values one for each coordinate of the chunk; 0 where it is kept
 * @param kept coordinates that nobody trained: they stay as they are, whatever an optimiser's
 *     momentum says
 */
public record Step(double[] values, BitSet kept) {

  /** A step that moves every coordinate. */
  public static Step of(double[] values) {
    return new Step(values, new BitSet());
  }
}
