package io.tributary.worker.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** The parts of training that are plain arithmetic. */
class OptimiserTest {

  /** m = 0.1 g, v = 0.001 g^2: after correction both are g and g^2, so the step is the rate. */
  @Test
  void firstAdamStepHasTheLengthOfTheRateInEveryCoordinate() {
    float[] values = {1, -2, 3};
    new AdamW(3, 0.01f, 0).step(values, new float[] {0.5f, -4, 100});

    assertThat(values).usingComparatorWithPrecision(1e-6f).containsExactly(0.99f, -1.99f, 2.99f);
  }

  /** By hand: g = 1 then -1; m = 0.1, -0.01; v = 0.001, 0.001999; corrections 0.19, 0.001999. */
  @Test
  void secondAdamStepRemembersTheFirst() {
    float[] values = {0};
    AdamW adam = new AdamW(1, 0.1f, 0);
    adam.step(values, new float[] {1});
    adam.step(values, new float[] {-1});

    assertThat(values[0]).isCloseTo(-0.1f + 0.1f * (0.01f / 0.19f), within(1e-6f));
  }

  @Test
  void weightDecayIsDecoupledFromTheGradient() {
    float[] values = {2};
    new AdamW(1, 0.1f, 0.5f).step(values, new float[] {0});

    assertThat(values[0]).isCloseTo(2 * (1 - 0.1f * 0.5f), within(1e-6f));
  }

  @Test
  void clippingKeepsTheDirection() {
    float[] values = new float[2];
    var clip = new GradientClip(1, new Sgd(1));
    clip.step(values, new float[] {3, 4});
    assertThat(values).usingComparatorWithPrecision(1e-6f).containsExactly(-0.6f, -0.8f);
    clip.step(values, new float[] {-0.6f, -0.8f});
    assertThat(values).usingComparatorWithPrecision(1e-6f).containsExactly(0f, 0f);
    assertThat(GradientClip.norm(new float[] {3, 4})).isEqualTo(5);
  }

  @Test
  void ratesOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> new AdamW(1, Float.NaN, 0))
        .hasMessageContaining("learning rate must be finite and > 0, was NaN");
    assertThatThrownBy(() -> new Sgd(0)).hasMessageContaining("was 0.0");
    assertThatThrownBy(() -> new GradientClip(-1, new Sgd(1))).hasMessageContaining("was -1.0");
    assertThatThrownBy(() -> new AdamW(1, 1, -1)).hasMessageContaining("weight decay");
  }

  @Test
  void anOptimiserSaysWhatItIs() {
    var adam = new AdamW(1, 0.5f, 0);
    assertThat(new ProximalTerm(new float[1], 2, new GradientClip(1, adam)))
        .hasToString("AdamW at learning rate 0.5 with proximal mu 2.0");
    assertThat(new ControlVariates(new float[1], new float[1], new Sgd(3)))
        .hasToString("SGD at learning rate 3.0 with control variates");
    assertThat(new FrozenValues(new BitSet(), adam)).hasToString(adam.toString());
  }

  @Test
  void learningRateFallsFromFirstToMinAsACosine() {
    var rate = new LearningRate(1, 0.2f, 4);
    assertThat(rate.at(0)).isEqualTo(1);
    assertThat(rate.at(1)).isCloseTo(0.2f + 0.4f * (1 + (float) Math.sqrt(0.5)), within(1e-6f));
    assertThat(rate.at(2)).isCloseTo(0.6f, within(1e-6f));
    assertThat(rate.at(4)).isCloseTo(0.2f, within(1e-6f));
    assertThat(rate.at(9)).isEqualTo(rate.at(4));
    assertThat(LearningRate.constant(0.3f).at(7)).isEqualTo(0.3f);
    assertThatThrownBy(() -> new LearningRate(1, 2, 3)).hasMessageContaining("were 2.0, 1.0");
  }
}
