package io.tributary.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LengthBatchesTest {
  /** Samples are their numbers; two and two have one length. */
  @Property
  void drawsEverySampleOnceBeforeAnyTwice(
      @ForAll @IntRange(min = 1, max = 60) int samples,
      @ForAll @IntRange(min = 1, max = 9) int size,
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll long seed) {
    List<Integer> drawn = new ArrayList<>();
    batches(samples, size, count, seed).forEach(drawn::addAll);
    assertThat(drawn).hasSize(size * count);
    int most = Collections.max(drawn.stream().map(s -> Collections.frequency(drawn, s)).toList());
    assertThat(most).isEqualTo((size * count + samples - 1) / samples);
  }

  @Property
  void aBatchHoldsSamplesOfLikeLength(@ForAll long seed) {
    List<List<Integer>> batches = batches(80, 8, 10, seed);
    for (List<Integer> batch : batches) {
      assertThat(length(Collections.max(batch)) - length(Collections.min(batch))).isLessThan(8);
    }
    assertThat(new HashSet<>(batches)).hasSize(10);
  }

  /** Long ones are not always last: the learning rate of a later step may differ. */
  @Property(tries = 20)
  void batchesComeInNoOrderOfLength(@ForAll long seed) {
    List<Integer> longest =
        batches(160, 8, 16, seed).stream().map(batch -> length(Collections.max(batch))).toList();
    assertThat(longest).isNotEqualTo(longest.stream().sorted().toList());
  }

  @Property(tries = 20)
  void theSameSeedGivesTheSameBatches(@ForAll long seed) {
    assertThat(batches(50, 4, 30, seed)).isEqualTo(batches(50, 4, 30, seed));
  }

  private static int length(int sample) {
    return sample / 2;
  }

  private static List<List<Integer>> batches(int samples, int size, int count, long seed) {
    List<Integer> all = IntStream.range(0, samples).boxed().toList();
    var batches =
        new LengthBatches<>(
            all, size, count, LengthBatchesTest::length, new SplittableRandom(seed));
    return IntStream.range(0, count).mapToObj(i -> batches.next()).toList();
  }
}
