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
import java.util.function.ToDoubleFunction;

/**
 * Keeps the payloads of a window and reduces each coordinate's sorted values to one. Sorting
 * removes the order of their arrival.
 */
final class SortedCoordinateAccumulator implements Accumulator {
  private final MergeStrategy strategy;
  private final int length;
  private final ToDoubleFunction<double[]> statistic;
  private final TreeMap<UpdateId, Held> payloads = new TreeMap<>();

  private record Held(FloatBuffer payload, double clip) {}

  /**
   * Creates an accumulator that holds no update yet.
   *
   * @param strategy whose bounds on the number of updates hold
   * @param length coordinates of the chunk
   * @param statistic of a coordinate's clipped values, in ascending order
   */
  SortedCoordinateAccumulator(
      MergeStrategy strategy, int length, ToDoubleFunction<double[]> statistic) {
    this.strategy = strategy;
    this.length = length;
    this.statistic = statistic;
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
    if (payloads.putIfAbsent(part.update(), new Held(payload.duplicate(), part.clip())) != null) {
      throw new IllegalArgumentException(part.update() + " was added twice to one window");
    }
  }

  @Override
  public MergeStep step() {
    if (payloads.size() < strategy.minParts()) {
      throw new IllegalStateException(
          "a window of "
              + strategy.name()
              + " must have at least "
              + strategy.minParts()
              + " updates, had "
              + payloads.size()
              + ": close it later or lower merge.byzantine");
    }
    double[] step = new double[length];
    float[][] blocks = new float[payloads.size()][Math.min(FixedPointSum.BLOCK, length)];
    double[] clips = payloads.values().stream().mapToDouble(Held::clip).toArray();
    for (int at = 0; at < length; at += FixedPointSum.BLOCK) {
      int count = Math.min(FixedPointSum.BLOCK, length - at);
      int row = 0;
      for (Held held : payloads.values()) {
        held.payload().get(held.payload().position() + at, blocks[row++], 0, count);
      }
      merge(blocks, clips, count, step, at);
    }
    return MergeStep.of(step);
  }

  private void merge(float[][] blocks, double[] clips, int count, double[] step, int at) {
    double[] values = new double[blocks.length];
    for (int i = 0; i < count; i++) {
      for (int row = 0; row < values.length; row++) {
        values[row] = blocks[row][i] * clips[row];
      }
      Arrays.sort(values);
      step[at + i] = statistic.applyAsDouble(values);
    }
  }

  @Override
  public long heapBytes() {
    return (long) Float.BYTES * length * payloads.size();
  }
}
