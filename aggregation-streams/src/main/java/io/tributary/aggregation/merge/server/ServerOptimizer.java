package io.tributary.aggregation.merge.server;

import io.tributary.aggregation.merge.strategy.MergeStep;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Treats a window's step as a pseudo-gradient (Reddi et al. 2021, algorithm 1): {@code W <- W +
 * move(step)}. Coordinates are independent, so that chunks are, too.
 *
 * <p>Moments are kept between versions as floats, and are used as they are kept.
 */
public interface ServerOptimizer {
  /** Returns the name in configuration, in kebab case. */
  String name();

  /** Returns how many moments each coordinate has. */
  int moments();

  /** Returns the value of a moment before the first version. */
  default float initialMoment(int moment) {
    return 0;
  }

  /**
   * Returns the move of one coordinate and updates its moments.
   *
   * @param moments {@code moments x coordinates}
   */
  double move(double step, float[][] moments, int coordinate);

  /** Returns the moments before the first version of a chunk: {@code moments x length}. */
  default float[][] initialMoments(int length) {
    float[][] moments = new float[moments()][length];
    for (int moment = 0; moment < moments.length; moment++) {
      Arrays.fill(moments[moment], initialMoment(moment));
    }
    return moments;
  }

  /**
   * Returns the next version's values, computed in double and rounded once. A coordinate that the
   * step keeps stays unchanged, and so do its moments.
   *
   * @param base the newest version's values
   * @param moments updated in place
   */
  default float[] apply(FloatBuffer base, MergeStep step, float[][] moments) {
    int length = step.values().length;
    if (base.remaining() != length || moments.length != moments()) {
      throw new IllegalArgumentException(
          name()
              + " needs "
              + length
              + " base values and "
              + moments()
              + " moments, had "
              + base.remaining()
              + " and "
              + moments.length);
    }
    float[] next = new float[length];
    base.duplicate().get(next);
    for (int i = step.kept().nextClearBit(0); i < length; i = step.kept().nextClearBit(i + 1)) {
      next[i] = (float) (next[i] + move(step.values()[i], moments, i));
    }
    return next;
  }
}
