package io.tributary.aggregation.merge.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeightedMedianTest {
  private static final ChunkShape PAIR = WindowFixture.shape(1, 1);

  @Test
  void halfOfTheWeightDecidesHoweverManyUpdatesItIsCutInto() {
    Accumulator window = new WeightedMedian(200).open(PAIR);
    add(window, 0, 50, 1, 1, 10);
    add(window, 1, 51, 1, 2, 20);
    for (int sybil = 2; sybil < 102; sybil++) {
      add(window, sybil, 1, 1, -8, 8);
    }
    assertThat(window.step().values()).containsExactly(1, 10);
  }

  @Test
  void equalHalvesMeetInTheMiddle() {
    Accumulator window = new WeightedMedian(8).open(PAIR);
    add(window, 0, 3, 1, -1, 0);
    add(window, 1, 3, 0.5, 4, -0f);
    assertThat(window.step().values()).containsExactly(0.5, 0);
  }

  /** By repeating every value as often as it weighs. */
  @Property(tries = 200)
  void equalsTheMedianOfValuesThatAreThereAsOftenAsTheyWeigh(
      @ForAll @IntRange(min = 1, max = 9) int count, @ForAll long seed) {
    var random = new Random(seed);
    Accumulator window = new WeightedMedian(9).open(PAIR);
    var repeated = new ArrayList<Float>();
    for (int i = 0; i < count; i++) {
      int weight = 1 + random.nextInt(5);
      float value = random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 16 * random.nextFloat() - 8;
      double clip = random.nextBoolean() ? 1 : random.nextDouble();
      add(window, i, weight, clip, value, -value);
      repeated.addAll(Collections.nCopies(weight, (float) (value * clip)));
    }
    Collections.sort(repeated);
    double lower = repeated.get((repeated.size() - 1) / 2);
    double upper = repeated.get(repeated.size() / 2);
    double median = (lower + upper) / 2;
    assertThat(window.step().values()[0]).isEqualTo(median + 0.0);
    assertThat(window.step().values()[1]).isEqualTo(0.0 - median);
  }

  @Test
  void refusesMoreUpdatesThanFitAndTheSameOneTwice() {
    Accumulator window = new WeightedMedian(2).open(PAIR);
    assertThatThrownBy(window::step).hasMessageContaining("closes with nothing in it");
    add(window, 0, 1, 1, 1, 1);
    assertThatThrownBy(() -> add(window, 0, 1, 1, 1, 1)).hasMessageContaining("twice");
    add(window, 1, 1, 1, 1, 1);
    assertThatThrownBy(() -> add(window, 2, 1, 1, 1, 1)).hasMessageContaining("at most 2");
    assertThat(window.heapBytes()).isEqualTo(16);
  }

  private static void add(Accumulator window, int slot, long weight, double clip, float... values) {
    var id = new UpdateId(SlotId.parse("client/" + slot), 1);
    window.add(new MergeContribution(id, weight, weight, clip, 1, 0, 0), FloatBuffer.wrap(values));
  }
}
