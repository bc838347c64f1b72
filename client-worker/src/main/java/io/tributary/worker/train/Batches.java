package io.tributary.worker.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * Batches of samples of like length, so that little is computed for padding. Samples are drawn as
 * ever, without replacement; those of a few batches are sorted by their length, cut, and the
 * batches shuffled. A job of no more steps than that sees the same samples as without sorting, only
 * in other company.
 *
 * @param <S> a sample
 */
final class Batches<S> {
  /** Batches that are cut from one sorted draw. */
  private static final int WINDOW = 16;

  private final List<S> samples;
  private final int size;
  private final ToIntFunction<S> length;
  private final SampleOrder order;
  private final SplittableRandom random;
  private final Queue<List<S>> ready = new ArrayDeque<>();
  private int left;

  /**
   * Batches of one job.
   *
   * @param size of each
   * @param count that will be asked for
   * @param length of a sample
   * @param random decides all
   */
  Batches(List<S> samples, int size, int count, ToIntFunction<S> length, SplittableRandom random) {
    this.samples = samples;
    this.size = size;
    this.length = length;
    this.left = count;
    order = new SampleOrder(samples.size(), random.split());
    this.random = random.split();
  }

  /** Returns the next batch; draws more batches ahead when none is ready. */
  List<S> next() {
    if (ready.isEmpty()) {
      draw(Math.min(WINDOW, left));
    }
    left--;
    return ready.remove();
  }

  private void draw(int batches) {
    var drawn = new ArrayList<S>(batches * size);
    for (int index : order.draw(batches * size)) {
      drawn.add(samples.get(index));
    }
    // Stable: samples of one length stay in the order in which they were drawn.
    drawn.sort(Comparator.comparingInt(length));
    var cut = new ArrayList<List<S>>(batches);
    for (int batch = 0; batch < batches; batch++) {
      cut.add(List.copyOf(drawn.subList(batch * size, (batch + 1) * size)));
    }
    for (int batch : new SampleOrder(batches, random).draw(batches)) {
      ready.add(cut.get(batch));
    }
  }
}
