package io.tributary.aggregation.merge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.MergeStep;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ServerOptimizerTest {
  private static final List<ServerOptimizer> ALL =
      List.of(
          new ServerSgd(0.5),
          new FedAvgM(0.5, 0.9),
          new FedAdam(0.1, 0.9, 0.99, 1e-3),
          new FedYogi(0.1, 0.9, 0.99, 1e-3),
          new FedAdagrad(0.1, 0.9, 1e-3));

  /** By hand: m = 0.1, v = 0.99e-6 + 0.01, m / (sqrt v + 1e-3) = 0.99005. */
  @Test
  void firstVersionsByHand() {
    assertThat(first(new ServerSgd(1))).isEqualTo(1);
    assertThat(first(new ServerSgd(0.25))).isEqualTo(0.25f);
    assertThat(first(new FedAvgM(1, 0.9))).isEqualTo(1);
    assertThat(first(new FedAdam(1, 0.9, 0.99, 1e-3))).isCloseTo(0.990050f, within(1e-6f));
    // v = 1e-6 + 0.01 * 1: Yogi does not forget what was before.
    assertThat(first(new FedYogi(1, 0.9, 0.99, 1e-3))).isCloseTo(0.990050f, within(1e-6f));
    // v = 1e-6 + 1, m / (sqrt v + 1e-3) = 0.0999; the paper's b1 = 0 gives ten times as much.
    assertThat(first(new FedAdagrad(1, 0.9, 1e-3))).isCloseTo(0.099900f, within(1e-6f));
    assertThat(first(new FedAdagrad(1, 0, 1e-3))).isCloseTo(0.999001f, within(1e-6f));
  }

  private static float first(ServerOptimizer optimizer) {
    return optimizer
        .apply(
            FloatBuffer.wrap(new float[1]),
            MergeStep.of(new double[] {1}),
            optimizer.initialMoments(1))[0];
  }

  /** After steps of 1 a step of 0: Adam forgets a hundredth of v, Yogi nothing. */
  @Test
  void yogiForgetsMoreSlowly() {
    float[][] adam = afterOneAndZero(new FedAdam(1, 0.9, 0.99, 1e-3));
    float[][] yogi = afterOneAndZero(new FedYogi(1, 0.9, 0.99, 1e-3));
    assertThat(adam[1][0]).isCloseTo((0.99f * 1e-6f + 0.01f) * 0.99f, within(1e-9f));
    assertThat(yogi[1][0]).isCloseTo(1e-6f + 0.01f, within(1e-9f));
  }

  private static float[][] afterOneAndZero(ServerOptimizer optimizer) {
    float[][] moments = optimizer.initialMoments(1);
    optimizer.apply(FloatBuffer.allocate(1), MergeStep.of(new double[] {1}), moments);
    optimizer.apply(FloatBuffer.allocate(1), MergeStep.of(new double[] {0}), moments);
    return moments;
  }

  /** Reddi et al. 2021, algorithm 2, in double over ten versions; ours keeps moments in float. */
  @Property(tries = 40)
  void equalTheirFormulas(@ForAll long seed) {
    for (ServerOptimizer optimizer : ALL) {
      var random = new Random(seed);
      float[] value = {random.nextFloat()};
      float[][] moments = optimizer.initialMoments(1);
      double naive = value[0];
      double m = 0;
      double v = 1e-6;
      for (int version = 0; version < 10; version++) {
        double step = random.nextGaussian() * Math.pow(10, -random.nextInt(4));
        switch (optimizer.name()) {
          case "none" -> naive += 0.5 * step;
          case "fedavgm" -> {
            m = 0.9 * m + step;
            naive += 0.5 * m;
          }
          case "fedadam" -> {
            m = 0.9 * m + 0.1 * step;
            v = 0.99 * v + 0.01 * step * step;
            naive += 0.1 * m / (Math.sqrt(v) + 1e-3);
          }
          case "fedadagrad" -> {
            m = 0.9 * m + 0.1 * step;
            v = v + step * step;
            naive += 0.1 * m / (Math.sqrt(v) + 1e-3);
          }
          default -> {
            m = 0.9 * m + 0.1 * step;
            v = v - 0.01 * step * step * (v > step * step ? 1 : -1);
            naive += 0.1 * m / (Math.sqrt(v) + 1e-3);
          }
        }
        value =
            optimizer.apply(FloatBuffer.wrap(value), MergeStep.of(new double[] {step}), moments);
      }
      assertThat((double) value[0]).as(optimizer.name()).isCloseTo(naive, within(1e-5));
    }
  }

  /** Momentum must not carry a coordinate that nobody trained in this window. */
  @Test
  void leaveKeptCoordinatesAndTheirMomentsAlone() {
    for (ServerOptimizer optimizer : ALL) {
      float[][] moments = optimizer.initialMoments(3);
      float[] moved =
          optimizer.apply(FloatBuffer.allocate(3), MergeStep.of(new double[] {1, 1, 1}), moments);
      float[][] before = new float[moments.length][];
      Arrays.setAll(before, i -> moments[i].clone());
      var kept = new BitSet();
      kept.set(1);

      float[] next =
          optimizer.apply(FloatBuffer.wrap(moved), new MergeStep(new double[3], kept), moments);

      assertThat(next[1]).isEqualTo(moved[1]);
      for (int moment = 0; moment < moments.length; moment++) {
        assertThat(moments[moment][1]).isEqualTo(before[moment][1]);
      }
      if (optimizer.moments() > 0) {
        assertThat(next[0]).isGreaterThan(moved[0]);
      }
    }
  }

  /** A coordinate that never had a step, such as a frozen factor's, stays where it is. */
  @Test
  void moveNothingWithoutAStep() {
    for (ServerOptimizer optimizer : ALL) {
      float[] next =
          optimizer.apply(
              FloatBuffer.wrap(new float[] {0.3f}),
              MergeStep.of(new double[1]),
              optimizer.initialMoments(1));
      assertThat(next).containsExactly(0.3f);
    }
  }

  @Test
  void refuseStateOfAnotherShape() {
    var adam = new FedAdam(1, 0.9, 0.99, 1e-3);
    assertThatThrownBy(
            () -> adam.apply(FloatBuffer.allocate(1), MergeStep.of(new double[1]), new float[1][1]))
        .hasMessage("fedadam needs 1 base values and 2 moments, had 1 and 1");
  }
}
