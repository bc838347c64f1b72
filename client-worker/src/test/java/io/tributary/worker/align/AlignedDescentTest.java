package io.tributary.worker.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.worker.optimise.Sgd;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlignedDescentTest {
  private static final int N = 16;
  private static final double ETA = 0.5;

  /** What the class promises of its floats. */
  @Property
  void staysWithAMillionthOfThePlainRecurrences(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int steps) {
    var random = new SplittableRandom(seed);
    double[] global = uniform(random, 1);
    double[] offset = Floats.doubles(Floats.of(uniform(random, 0.1)));
    var plain = new PlainAlignment(global, offset, ETA, steps, 1e-12);
    var descent = descent(AlignmentVariant.FULL, steps, Floats.of(offset));
    float[] theta = Floats.sum(global, offset);
    for (int step = 0; step < steps; step++) {
      float[] gradient = Floats.of(uniform(random, 0.01));
      plain.step(Floats.doubles(gradient));
      descent.step(theta, gradient);
    }
    for (int i = 0; i < N; i++) {
      assertThat((double) theta[i]).isCloseTo(plain.theta[i], within(2e-6));
    }
  }

  /** ALGORITHMS.md, "What a slot keeps": with eps = 0, P v is the moving average of m^2. */
  @Property
  void preconditionerTimesSecondMomentIsTheAverageOfSquaredMeans(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    var plain = new PlainAlignment(new double[N], new double[N], ETA, 10, 0);
    double[] q = new double[N];
    for (int step = 0; step < 10; step++) {
      plain.step(uniform(random, 1));
      for (int i = 0; i < N; i++) {
        q[i] = 0.9 * q[i] + 0.1 * plain.m[i] * plain.m[i];
        assertThat(plain.p[i] * plain.v[i]).isCloseTo(q[i], within(1e-14));
      }
    }
  }

  @Property
  void whollyTakenBackTheOffsetIsGone(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int t) {
    var random = new SplittableRandom(seed);
    double[] global = uniform(random, 1);
    double[] offset = uniform(random, 0.1);
    float[] theta = Floats.sum(global, offset);
    var descent = descent(AlignmentVariant.CONSTANT_GAMMA_ONE, t, Floats.of(offset));
    for (int step = 0; step < t; step++) {
      descent.step(theta, new float[N]);
    }
    for (int i = 0; i < N; i++) {
      assertThat((double) theta[i]).isCloseTo(global[i], within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnOffsetNoVariantCorrectsAnything(AlignmentVariant variant) {
    var random = new SplittableRandom(3);
    float[] theta = Floats.of(uniform(random, 1));
    float[] same = theta.clone();
    boolean preconditions = variant.preconditions();
    var with = descent(variant, 5, new float[N]);
    var without =
        descent(
            preconditions ? AlignmentVariant.NO_CORRECTION : AlignmentVariant.SGD, 5, new float[N]);
    for (int step = 0; step < 5; step++) {
      float[] gradient = Floats.of(uniform(random, 1));
      with.step(theta, gradient.clone());
      without.step(same, gradient.clone());
    }
    assertThat(theta).isEqualTo(same);
  }

  @Test
  void theSgdVariantIsPlainDescent() {
    var random = new SplittableRandom(5);
    float[] theta = Floats.of(uniform(random, 1));
    float[] plain = theta.clone();
    var descent = descent(AlignmentVariant.SGD, 3, new float[N]);
    for (int step = 0; step < 3; step++) {
      float[] gradient = Floats.of(uniform(random, 1));
      descent.step(theta, gradient.clone());
      new Sgd((float) ETA).step(plain, gradient.clone());
    }
    assertThat(theta).usingComparatorWithPrecision(1e-6f).containsExactly(plain);
  }

  /**
   * ALGORITHMS.md, "What gamma means": the gradient is what is compared with the offset. Where they
   * agree in sign, descent goes against the offset, and more than half of it is taken back.
   */
  @Test
  void takesBackMoreOfAnOffsetThatTheDataPushAgainst() {
    float[] theta = {1, 1, 1};
    float[] offset = {0.4f, -0.4f, 0};
    var descent =
        new AlignedDescent(
            AlignmentVariant.FULL,
            AlignmentRate.of(0.2),
            5,
            new AlignmentState(offset, new float[3], new float[3]));
    descent.step(theta, new float[] {2, 2, 2});
    double move = 0.2 * 0.01 * 2;
    assertThat((double) theta[0]).isCloseTo(1 - move - 0.6305587 * 0.4 / 5, within(1e-6));
    assertThat((double) theta[1]).isCloseTo(1 - move + 0.3694413 * 0.4 / 5, within(1e-6));
    assertThat((double) theta[2]).isCloseTo(1 - move, within(1e-6));
  }

  /**
   * ALGORITHMS.md, "What gamma means": of coordinates that were never moved, such as A while B is
   * zero.
   */
  @Test
  void coordinatesWithoutAGradientStay() {
    float[] theta = {1, 2};
    var descent = descent(AlignmentVariant.FULL, 2, new float[2]);
    descent.step(theta, new float[] {0, 1});
    assertThat(theta[0]).isEqualTo(1);
    assertThat(descent.end(new float[2]).secondMoment()[0]).isZero();
  }

  @Test
  void theMomentsItBeganWithAreNotChanged() {
    var begin = new AlignmentState(new float[] {1}, new float[] {2}, new float[] {1});
    new AlignedDescent(AlignmentVariant.FULL, AlignmentRate.of(1), 1, begin)
        .step(new float[] {1}, new float[] {1});
    assertThat(begin)
        .isEqualTo(new AlignmentState(new float[] {1}, new float[] {2}, new float[] {1}));
  }

  @Test
  void calibratesSoThatTheMeanMoveIsATenthOfAdams() {
    double adam = 0.01;
    float[] theta = new float[N];
    var descent =
        new AlignedDescent(
            AlignmentVariant.FULL, AlignmentRate.auto(adam), 10, AlignmentState.zero(N));
    var random = new SplittableRandom(9);
    for (int step = 0; step < 10; step++) {
      float[] before = theta.clone();
      descent.step(theta, Floats.of(uniform(random, 10)));
      double moved = 0;
      for (int i = 0; i < N; i++) {
        moved += Math.abs(theta[i] - before[i]) / N;
      }
      assertThat(moved).isCloseTo(0.1 * adam, within(1e-8));
    }
    assertThat(descent.learningRate()).isPositive().isLessThan(AlignmentRate.LARGEST);
  }

  @Test
  void calibrationStopsWhereTrainingWouldCollapse() {
    var descent =
        new AlignedDescent(AlignmentVariant.FULL, AlignmentRate.auto(1), 1, AlignmentState.zero(1));
    descent.step(new float[1], new float[] {1e-6f});
    assertThat(descent.learningRate()).isEqualTo(AlignmentRate.LARGEST);
    descent.step(new float[1], new float[1]);
    assertThat(descent.learningRate()).isEqualTo(AlignmentRate.LARGEST);
    assertThatThrownBy(() -> AlignmentRate.of(10))
        .hasMessageContaining("must be auto or in 0 < eta <= 5.0, was 10.0");
    assertThatThrownBy(() -> AlignmentRate.of(0)).hasMessageContaining("was 0.0");
    assertThatThrownBy(() -> AlignmentRate.auto(Double.NaN)).hasMessageContaining("was NaN");
  }

  private static AlignedDescent descent(AlignmentVariant variant, int steps, float[] offset) {
    return new AlignedDescent(
        variant,
        AlignmentRate.of(ETA),
        steps,
        new AlignmentState(offset, new float[offset.length], new float[offset.length]));
  }

  private static double[] uniform(SplittableRandom random, double size) {
    double[] values = new double[N];
    for (int i = 0; i < N; i++) {
      values[i] = size * (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
