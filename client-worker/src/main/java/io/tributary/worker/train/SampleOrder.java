package io.tributary.worker.train;

import java.util.SplittableRandom;

/** Draws indices in a seeded random order. Every index comes once before any comes again. */
final class SampleOrder {
  private final int[] order;
  private final SplittableRandom random;
  private int next;

  SampleOrder(int samples, SplittableRandom random) {
    this.order = new int[samples];
    this.random = random;
    for (int i = 0; i < samples; i++) {
      order[i] = i;
    }
    shuffle();
  }

  /** Returns the next {@code count} indices. */
  int[] draw(int count) {
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      if (next == order.length) {
        shuffle();
      }
      drawn[i] = order[next++];
    }
    return drawn;
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    next = 0;
  }
}
