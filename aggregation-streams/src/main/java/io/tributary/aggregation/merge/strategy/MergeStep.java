package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.event.TensorAgreement;
import java.util.BitSet;
import java.util.List;

/**
 * The move of one chunk's values that a window proposes: the negated pseudo-gradient of the
 * server's optimiser.
 *
 * @param values one for each coordinate of the chunk; 0 where it is kept
 * @param kept coordinates that no client trained: they stay unchanged, whatever an optimiser's
 *     momentum is
 * @param agreement how far contributors agreed on each tensor in the chunk, in order; empty where
 *     no second moments are kept
 */
public record MergeStep(double[] values, BitSet kept, List<TensorAgreement> agreement) {
  /** Creates a step of a strategy that keeps no second moments. */
  public MergeStep(double[] values, BitSet kept) {
    this(values, kept, List.of());
  }

  /** Creates a step that moves every coordinate. */
  public static MergeStep of(double[] values) {
    return new MergeStep(values, new BitSet());
  }
}
