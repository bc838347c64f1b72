package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.strategy.WindowFixture.LAYOUT;
import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.ChunkShape.Span;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.Part;
import io.tributary.aggregation.merge.strategy.Step;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.event.AgreementMode;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.UpdateId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgreeingMeanTest {
  private static final MathContext DIGITS = new MathContext(60);
  private static final List<LinearMean> MEANS =
      List.of(
          new WeightedMean(),
          new RankMaskedMean(),
          new ZeroPaddedMean(),
          new HetLora(),
          new FfaLora(),
          new FedSaLora(),
          new FedBuff());

  private static final List<AgreementMode> MODES =
      Stream.of(AgreementMode.values()).filter(mode -> mode != AgreementMode.OFF).toList();

  /** A site of one input and one output: the first coordinate is A, the second B. */
  private static final ChunkShape PAIR = WindowFixture.shape(1, 1);

  /** Each coordinate from its definition, in 60 digits. */
  @Property(tries = 60)
  void scalesByTheFactorThatItsFormulaSays(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    for (LinearMean mean : MEANS) {
      Step plain = step(mean, window);
      for (AgreementMode mode : MODES) {
        Step step = step(new AgreeingMean(mean, mode), window);
        assertThat(step.kept()).isEqualTo(plain.kept());
        for (int i = 0; i < SHAPE.length(); i++) {
          double factor = step.kept().get(i) ? 1 : Naive.of(mean, window, i).factor(mode);
          double scale = mode == AgreementMode.PLAIN ? 1 : factor;
          assertThat(factor).isBetween(0.0, 1.0);
          assertThat(step.values()[i])
              .as("%s of %s at %d", mode, mean.name(), i)
              .isCloseTo(scale * plain.values()[i], within(Math.abs(plain.values()[i]) * 1e-13));
        }
      }
    }
  }

  /** Of each tensor, from the same definitions. */
  @Property(tries = 40)
  void tellsOfEachTensorWhatItsFormulasSay(
      @ForAll @IntRange(min = 1, max = 9) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    for (LinearMean mean : MEANS) {
      for (AgreementMode mode : MODES) {
        Step step = step(new AgreeingMean(mean, mode), window);
        List<Span> moved =
            SHAPE.spans().stream().filter(span -> mean.moves(span.factor())).toList();
        assertThat(step.agreement()).hasSameSizeAs(moved);
        for (int tensor = 0; tensor < moved.size(); tensor++) {
          assertTells(step.agreement().get(tensor), mean, mode, window, moved.get(tensor));
        }
      }
    }
  }

  private static void assertTells(
      TensorAgreement told, LinearMean mean, AgreementMode mode, List<Sent> window, Span span) {
    long coordinates = 0;
    double factors = 0;
    long conflicts = 0;
    double squares = 0;
    double variances = 0;
    for (int i = span.from(); i < span.to(); i++) {
      Naive naive = Naive.of(mean, window, i);
      if (naive.counts()) {
        coordinates++;
        factors += naive.factor(mode);
        conflicts += naive.inConflict() ? 1 : 0;
        squares += naive.mean.pow(2).doubleValue();
        variances += naive.variance.doubleValue();
      }
    }
    assertThat(told.site()).isEqualTo(span.site());
    assertThat(told.factor()).isEqualTo(span.factor());
    assertThat(told.coordinates()).isEqualTo(coordinates);
    assertThat(told.factorSum()).isCloseTo(factors, within(1e-12 * (1 + factors)));
    assertThat(told.conflicts()).isEqualTo(conflicts);
    assertThat(told.squareSum()).isCloseTo(squares, within(1e-12 * squares));
    assertThat(told.varianceSum()).isCloseTo(variances, within(1e-12 * variances));
  }

  /** One coordinate of a window: mean, unbiased variance and effective number of contributors. */
  private record Naive(int contributors, BigDecimal mean, BigDecimal variance, BigDecimal number) {
    static Naive of(LinearMean mean, List<Sent> window, int i) {
      int component = SHAPE.spanOf(i).component(i);
      BigDecimal weights = BigDecimal.ZERO;
      BigDecimal squaredWeights = BigDecimal.ZERO;
      BigDecimal sum = BigDecimal.ZERO;
      List<Sent> contributors =
          window.stream()
              .filter(sent -> !mean.dividesPerComponent() || sent.part().rank() > component)
              .toList();
      for (Sent sent : contributors) {
        BigDecimal weight = BigDecimal.valueOf(mean.weight(sent.part()));
        weights = weights.add(weight);
        squaredWeights = squaredWeights.add(weight.pow(2));
        sum = sum.add(weight.multiply(value(mean, sent, i, component)));
      }
      if (contributors.size() < 2) {
        return new Naive(contributors.size(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);
      }
      BigDecimal average = sum.divide(weights, DIGITS);
      BigDecimal spread = BigDecimal.ZERO;
      for (Sent sent : contributors) {
        BigDecimal apart = value(mean, sent, i, component).subtract(average);
        spread = spread.add(BigDecimal.valueOf(mean.weight(sent.part())).multiply(apart.pow(2)));
      }
      BigDecimal number = weights.pow(2).divide(squaredWeights, DIGITS);
      BigDecimal unbiased = number.divide(number.subtract(BigDecimal.ONE), DIGITS);
      BigDecimal variance = spread.divide(weights, DIGITS).multiply(unbiased, DIGITS);
      // What remains of 60 digits where all are the same.
      boolean same = variance.compareTo(new BigDecimal("1e-40")) < 0;
      return new Naive(contributors.size(), average, same ? BigDecimal.ZERO : variance, number);
    }

    private static BigDecimal value(LinearMean mean, Sent sent, int i, int component) {
      boolean zero = mean.masksRanks() && sent.part().rank() <= component;
      double scaled = Math.rint(sent.payload()[i] * sent.part().clip() * 0x1p28);
      return zero ? BigDecimal.ZERO : new BigDecimal(scaled * 0x1p-28);
    }

    boolean counts() {
      return contributors > 1 && (mean.signum() != 0 || variance.signum() != 0);
    }

    /** Squared mean over its squared standard error. */
    private double squaredDeviations() {
      return mean.pow(2).multiply(number).divide(variance, DIGITS).doubleValue();
    }

    boolean inConflict() {
      return variance.signum() != 0 && squaredDeviations() < 1 - 0x1p-39;
    }

    double factor(AgreementMode mode) {
      if (contributors < 2 || variance.signum() == 0) {
        return 1;
      }
      double square = squaredDeviations();
      return mode == AgreementMode.GSNR
          ? square / (square + 1)
          : NormalDistribution.within(Math.sqrt(square));
    }
  }

  @Property(tries = 50)
  void plainMovesExactlyAsWithoutSecondMoments(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    for (LinearMean mean : MEANS) {
      assertThat(step(new AgreeingMean(mean, AgreementMode.PLAIN), window).values())
          .containsExactly(step(mean, window).values());
    }
  }

  @Property(tries = 50)
  void noOrderAndNoRestartChangesABit(
      @ForAll @IntRange(min = 2, max = 12) int count, @ForAll long seed) {
    var random = new Random(seed);
    List<Sent> window = WindowFixture.window(count, random);
    List<Sent> shuffled = new ArrayList<>(window);
    Collections.shuffle(shuffled, random);
    for (LinearMean mean : MEANS) {
      for (AgreementMode mode : MODES) {
        var strategy = new AgreeingMean(mean, mode);
        Step expected = step(strategy, window);
        long[] state = new long[strategy.stateLength(SHAPE)];
        for (Sent sent : shuffled) {
          state = state.clone();
          strategy.over(SHAPE, state).add(sent.part(), sent.buffer());
        }
        Step step = strategy.over(SHAPE, state).step();
        assertThat(step.values()).containsExactly(expected.values());
        assertThat(step.kept()).isEqualTo(expected.kept());
        assertThat(step.agreement()).isEqualTo(expected.agreement());
      }
    }
  }

  /** The same updates once more from as many others: the mean stays, and is surer. */
  @Property(tries = 100)
  void theFactorGrowsWithTheNumberOfContributors(@ForAll long seed) {
    var random = new Random(seed);
    float[] values = {random.nextFloat(), random.nextFloat() - 0.5f, random.nextFloat() / 100};
    for (AgreementMode mode : MODES) {
      double before = -1;
      for (int times = 1; times <= 6; times++) {
        List<Sent> window = new ArrayList<>();
        for (int i = 0; i < times * values.length; i++) {
          window.add(sent("client-" + i, 256, values[i % values.length], 0));
        }
        double factor = query(mode, window).factorSum();
        assertThat(factor).isBetween(Math.max(0, before - 3e-15), 1.0);
        before = factor;
      }
    }
  }

  /** All updates moved by as much: their spread stays, and the mean grows. */
  @Property(tries = 100)
  void theFactorGrowsWithTheMeanOverItsSpread(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.5) double more) {
    var random = new Random(seed);
    List<Sent> window = new ArrayList<>();
    List<Sent> moved = new ArrayList<>();
    // Multiples of 2^-20, so that every sum of floats is exact.
    double apart = Math.rint(0x1p20 * more) * 0x1p-20;
    for (int i = 0; i < 5; i++) {
      float value = random.nextInt(1 << 20) * 0x1p-20f;
      window.add(sent("client-" + i, 256L * (1 + i), value, 0));
      moved.add(sent("client-" + i, 256L * (1 + i), (float) (value + apart), 0));
    }
    for (AgreementMode mode : MODES) {
      assertThat(query(mode, moved).factorSum())
          .isGreaterThanOrEqualTo(query(mode, window).factorSum() - 4e-16);
      assertThat(query(mode, moved).varianceSum()).isEqualTo(query(mode, window).varianceSum());
    }
  }

  @Test
  void equalUpdatesMoveAsTheyAre() {
    List<Sent> window = List.of(sent("a", 256, 0.7f, -3), sent("b", 2560, 0.7f, -3));
    for (AgreementMode mode : MODES) {
      Step step = step(new AgreeingMean(new WeightedMean(), mode), PAIR, window);
      assertThat(step.values()).containsExactly(step(new WeightedMean(), PAIR, window).values());
      assertThat(step.agreement())
          .containsExactly(
              new TensorAgreement("only", AdapterFactor.A, 1, 1, 0, square(0.7f), 0),
              new TensorAgreement("only", AdapterFactor.B, 1, 1, 0, 9, 0));
    }
  }

  /** The mean as the merge has it: of a value in fixed point. */
  private static double square(float value) {
    double nearest = Math.rint(value * 0x1p28) * 0x1p-28;
    return nearest * nearest;
  }

  /** n = 2, m = 0, and sigma^2 = ((0.5)^2 + (0.5)^2) / 2 * 2. */
  @Test
  void oppositeUpdatesOfEqualWeightMoveNothing() {
    List<Sent> window = List.of(sent("a", 256, 0.5f, 1), sent("b", 256, -0.5f, 1));
    for (AgreementMode mode : MODES) {
      Step step = step(new AgreeingMean(new WeightedMean(), mode), PAIR, window);
      assertThat(step.values()).containsExactly(0, 1);
      assertThat(step.agreement().get(0))
          .isEqualTo(new TensorAgreement("only", AdapterFactor.A, 1, 0, 1, 0, 0.5));
    }
  }

  /** m = 2, n = 2, sigma^2 = 2: a standard error of 1. */
  @Test
  void factorsOfAWorkedExample() {
    List<Sent> window = List.of(sent("a", 256, 1, 0), sent("b", 256, 3, 0));
    assertThat(query(AgreementMode.GSNR, window))
        .isEqualTo(new TensorAgreement("only", AdapterFactor.A, 1, 0.8, 0, 4, 2));
    assertThat(query(AgreementMode.PROBABILITY, window).factorSum())
        .isCloseTo(0.9544997361036416, within(1e-15));
    assertThat(query(AgreementMode.PLAIN, window).factorSum())
        .isEqualTo(query(AgreementMode.PROBABILITY, window).factorSum());
    assertThat(
            step(new AgreeingMean(new WeightedMean(), AgreementMode.GSNR), PAIR, window).values())
        .containsExactly(1.6, 0);
  }

  @Test
  void oneContributorIsTakenAtItsWord() {
    List<Sent> window = List.of(sent("a", 256, 0.25f, -1));
    for (AgreementMode mode : MODES) {
      Step step = step(new AgreeingMean(new WeightedMean(), mode), PAIR, window);
      assertThat(step.values()).containsExactly(0.25, -1);
      assertThat(step.agreement())
          .containsExactly(
              new TensorAgreement("only", AdapterFactor.A, 0, 0, 0, 0, 0),
              new TensorAgreement("only", AdapterFactor.B, 0, 0, 0, 0, 0));
    }
  }

  /** As A does in the first round, while B is zero. */
  @Test
  void whatNobodyMovedIsNotCounted() {
    TensorAgreement told =
        query(AgreementMode.GSNR, List.of(sent("a", 256, 0, 1), sent("b", 256, -0f, 2)));
    assertThat(told).isEqualTo(new TensorAgreement("only", AdapterFactor.A, 0, 0, 0, 0, 0));
  }

  @Test
  void isItsMeanInAllElse() {
    for (LinearMean mean : MEANS) {
      var strategy = new AgreeingMean(mean, AgreementMode.PLAIN);
      Part part = WindowFixture.part("a/0#1");
      assertThat(strategy.name()).isEqualTo(mean.name());
      assertThat(strategy.units(part)).isEqualTo(mean.units(part));
      assertThat(strategy.ownUnits()).isEqualTo(mean.ownUnits());
      assertThat(strategy.minParts()).isEqualTo(mean.minParts());
      assertThat(strategy.maxParts()).isEqualTo(mean.maxParts());
      assertThat(strategy.rankRoom(8)).isEqualTo(mean.rankRoom(8));
      assertThat(strategy.needsOrigins()).isEqualTo(mean.needsOrigins());
      assertThat(strategy.orderFree()).isTrue();
    }
  }

  @Test
  void saysHowMuchItHolds() {
    var mean = new AgreeingMean(new WeightedMean(), AgreementMode.PLAIN);
    int longs = 3 * LAYOUT.parameters() + 3;
    assertThat(mean.stateLength(SHAPE)).isEqualTo(longs);
    assertThat(mean.over(SHAPE, new long[longs]).heapBytes()).isEqualTo(8L * longs);
    assertThat(new AgreeingMean(new RankMaskedMean(), AgreementMode.GSNR).stateLength(SHAPE))
        .isEqualTo(3 * LAYOUT.parameters() + 3 * LAYOUT.rank());
    assertThatThrownBy(() -> mean.over(SHAPE, new long[longs + 1]))
        .hasMessage("state of weighted-mean with second moments must have 129 longs, had 130");
    assertThatThrownBy(() -> new AgreeingMean(new WeightedMean(), AgreementMode.OFF))
        .hasMessage("merge.agreement of a mean with second moments must not be off");
  }

  private static Sent sent(String client, long units, float a, float b) {
    return new Sent(
        new Part(UpdateId.parse(client + "/0#1"), units, units, 1, 1, 0, 0), new float[] {a, b});
  }

  /** Of the first coordinate. */
  private static TensorAgreement query(AgreementMode mode, List<Sent> window) {
    return step(new AgreeingMean(new WeightedMean(), mode), PAIR, window).agreement().get(0);
  }

  private static Step step(IncrementalStrategy strategy, List<Sent> window) {
    return step(strategy, SHAPE, window);
  }

  private static Step step(IncrementalStrategy strategy, ChunkShape shape, List<Sent> window) {
    Accumulator accumulator = strategy.over(shape, new long[strategy.stateLength(shape)]);
    window.forEach(sent -> accumulator.add(sent.part(), FloatBuffer.wrap(sent.payload())));
    return accumulator.step();
  }
}
