package io.tributary.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SampleOrderTest {
  @Property(tries = 50)
  void everySampleComesOnceBeforeAnyComesAgain(
      @ForAll @IntRange(min = 1, max = 40) int samples, @ForAll long seed) {
    var order = new SampleOrder(samples, new SplittableRandom(seed));
    for (int pass = 0; pass < 3; pass++) {
      int[] drawn = order.draw(samples);
      Arrays.sort(drawn);
      for (int i = 0; i < samples; i++) {
        assertThat(drawn[i]).isEqualTo(i);
      }
    }
  }
}
