package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Keeps the payloads of a window and reduces each coordinate to the middle of the weight. Values
 * are sorted as integers that contain a float's order and, in lower bits, the index of its update:
 * that costs no more than sorting numbers, and equal values give the same median whatever their
 * order.
 */
final class WeightedMedianAccumulator implements Accumulator {
  private final MergeStrategy strategy;
  private final int length;
  private final TreeMap<UpdateId, Held> payloads = new TreeMap<>();

  private record Held(FloatBuffer payload, double clip, long weight) {}

  /**
   * Creates an accumulator that holds no update yet.
   *
   * @param strategy whose bound on the number of updates holds
   * @param length coordinates of the chunk
   */
  WeightedMedianAccumulator(MergeStrategy strategy, int length) {
    this.strategy = strategy;
    this.length = length;
  }

  @Override
  public void add(MergeContribution part, FloatBuffer payload) {
    if (payload.remaining() != length) {
      throw new IllegalArgumentException(
          "payload must have " + length + " values, had " + payload.remaining());
    }
    if (payloads.size() == strategy.maxParts()) {
      throw new IllegalArgumentException(
          "a window of "
              + strategy.name()
              + " must have at most "
              + strategy.maxParts()
              + " updates: raise merge.max-buffered-updates or close windows earlier");
    }
    var held = new Held(payload.duplicate(), part.clip(), part.weight());
    if (payloads.putIfAbsent(part.update(), held) != null) {
      throw new IllegalArgumentException(part.update() + " was added twice to one window");
    }
  }

  @Override
  public MergeStep step() {
    if (payloads.isEmpty()) {
      throw new IllegalStateException(
          "a window of " + strategy.name() + " closes with nothing in it");
    }
    double[] step = new double[length];
    Held[] all = payloads.values().toArray(Held[]::new);
    float[][] blocks = new float[all.length][Math.min(FixedPointSum.BLOCK, length)];
    for (int at = 0; at < length; at += FixedPointSum.BLOCK) {
      int count = Math.min(FixedPointSum.BLOCK, length - at);
      for (int row = 0; row < all.length; row++) {
        all[row].payload().get(all[row].payload().position() + at, blocks[row], 0, count);
      }
      for (int i = 0; i < count; i++) {
        step[at + i] = middle(all, blocks, i);
      }
    }
    return MergeStep.of(step);
  }

  /**
   * Returns the middle of one coordinate: half of the weight lies at or below it, and half at or
   * above.
   */
  private static double middle(Held[] all, float[][] blocks, int i) {
    long[] sorted = new long[all.length];
    long total = 0;
    for (int row = 0; row < all.length; row++) {
      float value = (float) (blocks[row][i] * all[row].clip());
      sorted[row] = ((long) ordered(value) << Integer.SIZE) | row;
      total += all[row].weight();
    }
    Arrays.sort(sorted);
    long below = 0;
    int at = -1;
    while (2 * below < total) {
      below += all[(int) sorted[++at]].weight();
    }
    double value = value(sorted[at]);
    return 2 * below == total ? (value + value(sorted[at + 1])) / 2 : value;
  }

  /** Returns bits whose order as an integer is the order of floats; -0 becomes 0. */
  private static int ordered(float value) {
    int bits = Float.floatToIntBits(value + 0.0f);
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }

  private static float value(long sorted) {
    int bits = (int) (sorted >> Integer.SIZE);
    return Float.intBitsToFloat(bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE));
  }

  @Override
  public long heapBytes() {
    return (long) Float.BYTES * length * payloads.size();
  }
}
