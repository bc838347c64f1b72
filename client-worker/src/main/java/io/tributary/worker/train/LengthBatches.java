package io.tributary.worker.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * Forms batches of samples of similar length, so that little padding is computed. Samples are drawn
 * without replacement; those of up to {@link #WINDOW} batches are sorted by length and cut, and the
 * batches are shuffled. A job of at most that many steps sees the same samples as without sorting,
 * only grouped differently.
 *
 * @param <S> a sample
 */
final class LengthBatches<S> {
  /** The number of batches that are cut from one sorted draw. */
  private static final int WINDOW = 16;

  private final List<S> samples;
  private final int size;
  private final ToIntFunction<S> length;
  private final SampleOrder order;
  private final SplittableRandom random;
  private final Queue<List<S>> ready = new ArrayDeque<>();
  private int left;

  /**
   * Prepares the batches of one job.
   *
   * @param size samples in a batch
   * @param count batches that the job will ask for
   * @param length length of a sample in tokens
   * @param random source of all random decisions
   */
  LengthBatches(
      List<S> samples, int size, int count, ToIntFunction<S> length, SplittableRandom random) {
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
    // The sort is stable: samples of one length stay in the order in which they were drawn.
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
