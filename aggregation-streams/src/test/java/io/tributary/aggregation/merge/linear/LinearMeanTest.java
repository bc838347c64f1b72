package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.strategy.WindowFixture.LAYOUT;
import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.aggregation.merge.server.ServerSgd;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinearMeanTest {
  /** Half a unit of the last of 28 fraction bits, and a little for the divisions. */
  private static final double FIXED_POINT_ERROR = 0x1p-29 * 1.001;

  @Property(tries = 50)
  void weightedMeanIsTheMeanThatItsFormulaSays(
      @ForAll @IntRange(min = 1, max = 30) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    MergeStep step = step(new WeightedMean(), window);
    for (int i = 0; i < SHAPE.length(); i++) {
      double expected = naive(window, i, MergeContribution::weight, MergeContribution::units, 0);
      assertThat(step.values()[i]).isCloseTo(expected, within(FIXED_POINT_ERROR));
    }
    assertThat(step.kept().isEmpty()).isTrue();
  }

  /** The default is what it was before there were strategies, to the bit. */
  @Property(tries = 50)
  void weightedMeanHasTheBitsOfTheFixedPointSum(@ForAll long seed) {
    var random = new Random(seed);
    List<Sent> window = WindowFixture.window(9, random);
    var sum = new FixedPointSum(SHAPE.length());
    long divisor = 0;
    for (Sent sent : window) {
      sum.add(sent.buffer(), sent.part().weight(), sent.part().clip());
      divisor += sent.part().units();
    }
    FloatBuffer base = FloatBuffer.wrap(WindowFixture.values(SHAPE.length(), random));
    float[] next = new ServerSgd(1).apply(base, step(new WeightedMean(), window), new float[0][]);
    assertThat(next).containsExactly(sum.mergedInto(base, divisor));
  }

  @Property(tries = 50)
  void rankMaskedMeanDividesByThoseWhoTrainedTheComponent(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    MergeStep step = step(new RankMaskedMean(), window);
    for (int i = 0; i < SHAPE.length(); i++) {
      int component = component(i);
      List<Sent> trained = window.stream().filter(sent -> sent.part().rank() > component).toList();
      assertThat(step.kept().get(i)).isEqualTo(trained.isEmpty());
      double expected = trained.isEmpty() ? 0 : step(new WeightedMean(), trained).values()[i];
      assertThat(step.values()[i]).isEqualTo(expected);
    }
  }

  @Property(tries = 50)
  void zeroPaddedMeanDilutes(@ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    MergeStep step = step(new ZeroPaddedMean(), window);
    for (int i = 0; i < SHAPE.length(); i++) {
      double expected =
          naive(window, i, MergeContribution::weight, MergeContribution::units, component(i) + 1);
      assertThat(step.values()[i]).isCloseTo(expected, within(FIXED_POINT_ERROR));
    }
    assertThat(step.kept().isEmpty()).isTrue();
  }

  @Property(tries = 50)
  void hetLoraWeighsByTheNormOfTheProduct(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    double norms = window.stream().mapToDouble(sent -> sent.part().productNorm()).sum();
    // Every norm and every discounted norm is off by 2^-16 at most, of values up to 8.
    double error = norms < 1 ? Double.POSITIVE_INFINITY : 8 * count * 0x1p-14 / norms;
    MergeStep step = step(new HetLora(), window);
    for (int i = 0; i < SHAPE.length(); i++) {
      double expected =
          naive(
              window,
              i,
              part -> part.productNorm() * part.discount(),
              MergeContribution::productNorm,
              component(i) + 1);
      if (norms >= 1) {
        assertThat(step.values()[i]).isCloseTo(expected, within(error));
      }
    }
  }

  @Test
  void hetLoraWithoutAnyNormCountsEveryUpdateOnce() {
    MergeContribution first = new MergeContribution(UpdateId.parse("a/0#1"), 256, 256, 1, 1, 0, 0);
    MergeContribution second =
        new MergeContribution(UpdateId.parse("b/0#1"), 2560, 2560, 1, 1, 0, 0);
    Accumulator accumulator = open(new HetLora(), WindowFixture.shape(1, 1));
    accumulator.add(first, FloatBuffer.wrap(new float[] {1, 0}));
    accumulator.add(second, FloatBuffer.wrap(new float[] {3, 0}));
    assertThat(accumulator.step().values()).containsExactly(2, 0);
  }

  @Property(tries = 50)
  void fedBuffDividesByTheCount(@ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    MergeStep step = step(new FedBuff(), window);
    for (int i = 0; i < SHAPE.length(); i++) {
      double expected = naive(window, i, MergeContribution::discount, part -> 1, 0);
      // s(tau) is off by 2^-17 at most, of values up to 8.
      assertThat(step.values()[i]).isCloseTo(expected, within(8 * 0x1p-17 + FIXED_POINT_ERROR));
    }
  }

  /** C.14: the buffer (1, 1, 1) with lags 0, 1 and 3 moves by (1 + 0.7071 + 0.5) / 3. */
  @Test
  void fedBuffMovesAStaleBufferLess() {
    Accumulator accumulator = open(new FedBuff(), WindowFixture.shape(1, 1));
    int units = Integer.MAX_VALUE;
    double[] discounts = {1, 0.70710678, 0.5};
    for (int i = 0; i < discounts.length; i++) {
      long weight = Math.round(units * discounts[i]);
      accumulator.add(
          new MergeContribution(UpdateId.parse("a/" + i + "#1"), units, weight, 1, 1, i, 0),
          FloatBuffer.wrap(new float[] {1, 1}));
    }
    assertThat(accumulator.step().values()[0]).isCloseTo(2.20710678 / 3, within(1e-5));
  }

  @Property(tries = 30)
  void ffaMovesOnlyBAndFedSaOnlyA(@ForAll long seed) {
    List<Sent> window = WindowFixture.window(5, new Random(seed));
    MergeStep mean = step(new WeightedMean(), window);
    MergeStep ffa = step(new FfaLora(), window);
    MergeStep fedSa = step(new FedSaLora(), window);
    for (int i = 0; i < SHAPE.length(); i++) {
      boolean isA = SHAPE.spanOf(i).factor() == AdapterFactor.A;
      assertThat(ffa.kept().get(i)).isEqualTo(isA);
      assertThat(fedSa.kept().get(i)).isEqualTo(!isA);
      assertThat(ffa.values()[i]).isEqualTo(isA ? 0 : mean.values()[i]);
      assertThat(fedSa.values()[i]).isEqualTo(isA ? mean.values()[i] : 0);
    }
  }

  @Test
  void uniformMeanIgnoresWeights() {
    List<Sent> window = WindowFixture.window(7, new Random(3));
    MergeStep step = step(new UniformMean("krum"), window);
    for (int i = 0; i < SHAPE.length(); i++) {
      double expected = naive(window, i, part -> 1, part -> 1, 0);
      assertThat(step.values()[i]).isCloseTo(expected, within(FIXED_POINT_ERROR));
    }
  }

  /** The formula in plain double: no integers, no blocks, no state. */
  private static double naive(
      List<Sent> window,
      int coordinate,
      ToDoubleFunction<MergeContribution> weight,
      ToDoubleFunction<MergeContribution> divisor,
      int readFromRank) {
    double sum = 0;
    double divisors = 0;
    for (Sent sent : window) {
      if (sent.part().rank() >= readFromRank) {
        double clipped = sent.part().clip() * sent.payload()[coordinate];
        sum += weight.applyAsDouble(sent.part()) * clipped;
      }
      divisors += divisor.applyAsDouble(sent.part());
    }
    return sum / divisors;
  }

  private static int component(int coordinate) {
    return SHAPE.spanOf(coordinate).component(coordinate);
  }

  private static Accumulator open(LinearMean mean, ChunkShape shape) {
    return mean.over(shape, new long[mean.stateLength(shape)]);
  }

  private static MergeStep step(LinearMean mean, List<Sent> window) {
    assertThat(SHAPE.length()).isEqualTo(LAYOUT.parameters());
    Accumulator accumulator = open(mean, SHAPE);
    window.forEach(sent -> accumulator.add(sent.part(), sent.buffer()));
    return accumulator.step();
  }
}
