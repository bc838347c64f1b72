package io.tributary.aggregation.merge.robust;

import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.adapter.AdapterChunks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrderStatisticsTest {
  private static final ChunkShape PAIR = WindowFixture.shape(1, 1);
  private static final float[][] C11 = {{1, 10}, {2, 11}, {3, 12}, {4, 13}, {100, -50}};

  /** ALGORITHMS.md, "Robust means", of five updates. */
  @Test
  void reproduceThePublishedVector() {
    assertThat(step(new CoordinateMedian(8), PAIR, C11)).containsExactly(3, 11);
    assertThat(step(new TrimmedMean(1, 8), PAIR, C11)).containsExactly(3, 11);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddle() {
    assertThat(step(new CoordinateMedian(8), PAIR, new float[][] {{1, 5}, {7, -5}, {2, 0}, {4, 0}}))
        .containsExactly(3, 0);
  }

  @Test
  void trimmedMeanWithoutTrimmingIsThePlainMean() {
    assertThat(step(new TrimmedMean(0, 8), PAIR, new float[][] {{1, 2}, {2, 4}}))
        .containsExactly(1.5, 3);
  }

  @Property(tries = 50)
  void medianEqualsItsDefinition(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    double[] step = step(new CoordinateMedian(20), window);
    for (int i = 0; i < step.length; i++) {
      // By counting, not by sorting: at most half of the values lie on either side.
      int coordinate = i;
      List<BigDecimal> values = clipped(window, coordinate);
      BigDecimal median = new BigDecimal(step[i]);
      assertThat(values.stream().filter(value -> value.compareTo(median) < 0).count())
          .isLessThanOrEqualTo(count / 2);
      assertThat(values.stream().filter(value -> value.compareTo(median) > 0).count())
          .isLessThanOrEqualTo(count / 2);
      if (count % 2 == 1) {
        assertThat(values).usingElementComparator(BigDecimal::compareTo).contains(median);
      }
    }
  }

  @Property(tries = 50)
  void trimmedMeanEqualsItsDefinition(
      @ForAll @IntRange(min = 0, max = 3) int byzantine,
      @ForAll @IntRange(min = 7, max = 12) int count,
      @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    double[] step = step(new TrimmedMean(byzantine, 20), window);
    for (int i = 0; i < step.length; i++) {
      BigDecimal sum =
          clipped(window, i).stream()
              .sorted()
              .skip(byzantine)
              .limit(count - 2 * byzantine)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      double expected =
          sum.divide(BigDecimal.valueOf(count - 2 * byzantine), MathContext.DECIMAL64)
              .doubleValue();
      assertThat(step[i]).isCloseTo(expected, within(1e-14));
    }
  }

  private static List<BigDecimal> clipped(List<Sent> window, int coordinate) {
    return window.stream()
        .map(sent -> new BigDecimal(sent.payload()[coordinate] * sent.part().clip()))
        .toList();
  }

  /** Blocks: a chunk that is longer than one, given as bytes, each payload at its own place. */
  @Test
  void mergeEveryBlockOfALargeChunk() {
    int length = 5000;
    ChunkShape shape = WindowFixture.shape(length - 1, 1);
    float[][] payloads = new float[3][length];
    for (int i = 0; i < length; i++) {
      payloads[i % 3][i] = -1;
      payloads[(i + 1) % 3][i] = i;
      payloads[(i + 2) % 3][i] = 2 * i + 1;
    }
    Accumulator accumulator = new CoordinateMedian(3).open(shape);
    for (int row = 0; row < 3; row++) {
      accumulator.add(
          WindowFixture.part("a/" + row + "#1"),
          AdapterChunks.floats(AdapterChunks.encode(payloads[row], 0)));
    }
    double[] step = accumulator.step().values();
    for (int i = 0; i < length; i++) {
      assertThat(step[i]).isEqualTo(i);
    }
    assertThat(accumulator.heapBytes()).isEqualTo(3L * 4 * length);
  }

  @Test
  void refuseTooFewTooManyAndTheSameTwice() {
    Accumulator trimmed = new TrimmedMean(2, 5).open(PAIR);
    for (int i = 0; i < 4; i++) {
      trimmed.add(WindowFixture.part("a/" + i + "#1"), FloatBuffer.allocate(2));
    }
    assertThatThrownBy(trimmed::step)
        .hasMessage(
            "a window of trimmed-mean must have at least 5 updates, had 4: close it later or lower"
                + " merge.byzantine");
    assertThatThrownBy(() -> trimmed.add(WindowFixture.part("a/0#1"), FloatBuffer.allocate(2)))
        .hasMessage("a/0#1 was added twice to one window");
    trimmed.add(WindowFixture.part("a/4#1"), FloatBuffer.allocate(2));
    assertThatThrownBy(() -> trimmed.add(WindowFixture.part("a/5#1"), FloatBuffer.allocate(2)))
        .hasMessageContaining("a window of trimmed-mean must have at most 5 updates");
    assertThatThrownBy(() -> new CoordinateMedian(1).open(PAIR).step())
        .hasMessageContaining("at least 1 updates, had 0");
    assertThatThrownBy(
            () ->
                new CoordinateMedian(1)
                    .open(PAIR)
                    .add(WindowFixture.part("a/0#1"), FloatBuffer.allocate(3)))
        .hasMessage("payload must have 2 values, had 3");
  }

  private static double[] step(WholeWindowStrategy strategy, List<Sent> window) {
    Accumulator accumulator = strategy.open(SHAPE);
    window.forEach(sent -> accumulator.add(sent.part(), sent.buffer()));
    return accumulator.step().values();
  }

  private static double[] step(WholeWindowStrategy strategy, ChunkShape shape, float[][] payloads) {
    Accumulator accumulator = strategy.open(shape);
    for (int row = 0; row < payloads.length; row++) {
      accumulator.add(WindowFixture.part("a/" + row + "#1"), FloatBuffer.wrap(payloads[row]));
    }
    return accumulator.step().values();
  }
}
