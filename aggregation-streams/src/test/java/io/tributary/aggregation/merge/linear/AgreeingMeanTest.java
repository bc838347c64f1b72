package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.linear.AgreementWindows.MODES;
import static io.tributary.aggregation.merge.linear.AgreementWindows.query;
import static io.tributary.aggregation.merge.linear.AgreementWindows.sent;
import static io.tributary.aggregation.merge.linear.AgreementWindows.step;
import static io.tributary.aggregation.merge.strategy.WindowFixture.LAYOUT;
import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.ChunkShape.Span;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.spec.AgreementMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgreeingMeanTest {
  private static final List<LinearMean> MEANS =
      List.of(
          new WeightedMean(),
          new RankMaskedMean(),
          new ZeroPaddedMean(),
          new HetLora(),
          new FfaLora(),
          new FedSaLora(),
          new FedBuff());

  /** Each coordinate from its definition, in 60 digits. */
  @Property(tries = 60)
  void scalesByTheFactorThatItsFormulaSays(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Sent> window = WindowFixture.window(count, new Random(seed));
    for (LinearMean mean : MEANS) {
      MergeStep plain = step(mean, window);
      for (AgreementMode mode : MODES) {
        MergeStep step = step(new AgreeingMean(mean, mode), window);
        assertThat(step.kept()).isEqualTo(plain.kept());
        for (int i = 0; i < SHAPE.length(); i++) {
          double factor = step.kept().get(i) ? 1 : NaiveCoordinate.of(mean, window, i).factor(mode);
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
        MergeStep step = step(new AgreeingMean(mean, mode), window);
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
      NaiveCoordinate naive = NaiveCoordinate.of(mean, window, i);
      if (naive.counts()) {
        coordinates++;
        factors += naive.factor(mode);
        conflicts += naive.inConflict() ? 1 : 0;
        squares += naive.mean().pow(2).doubleValue();
        variances += naive.variance().doubleValue();
      }
    }
    assertThat(told.module()).isEqualTo(span.module());
    assertThat(told.factor()).isEqualTo(span.factor());
    assertThat(told.coordinates()).isEqualTo(coordinates);
    assertThat(told.factorSum()).isCloseTo(factors, within(1e-12 * (1 + factors)));
    assertThat(told.conflicts()).isEqualTo(conflicts);
    assertThat(told.squareSum()).isCloseTo(squares, within(1e-12 * squares));
    assertThat(told.varianceSum()).isCloseTo(variances, within(1e-12 * variances));
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
        MergeStep expected = step(strategy, window);
        long[] state = new long[strategy.stateLength(SHAPE)];
        for (Sent sent : shuffled) {
          state = state.clone();
          strategy.over(SHAPE, state).add(sent.part(), sent.buffer());
        }
        MergeStep step = strategy.over(SHAPE, state).step();
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
  void isItsMeanInAllElse() {
    for (LinearMean mean : MEANS) {
      var strategy = new AgreeingMean(mean, AgreementMode.PLAIN);
      MergeContribution part = WindowFixture.part("a/0#1");
      assertThat(strategy.name()).isEqualTo(mean.name());
      assertThat(strategy.units(part)).isEqualTo(mean.units(part));
      assertThat(strategy.ownUnits()).isEqualTo(mean.ownUnits());
      assertThat(strategy.minParts()).isEqualTo(mean.minParts());
      assertThat(strategy.maxParts()).isEqualTo(mean.maxParts());
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
}
