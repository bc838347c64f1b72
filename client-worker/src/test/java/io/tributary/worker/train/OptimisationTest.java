package io.tributary.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts of training that are plain arithmetic. */
class OptimisationTest {

  /** m = 0.1 g, v = 0.001 g^2: after correction both are g and g^2, so the step is the rate. */
  @Test
  void firstAdamStepHasTheLengthOfTheRateInEveryCoordinate() {
    float[] values = {1, -2, 3};
    new AdamW(3, 0).step(values, new float[] {0.5f, -4, 100}, 0.01f);

    assertThat(values).usingComparatorWithPrecision(1e-6f).containsExactly(0.99f, -1.99f, 2.99f);
  }

  /** By hand: g = 1 then -1; m = 0.1, -0.01; v = 0.001, 0.001999; corrections 0.19, 0.001999. */
  @Test
  void secondAdamStepRemembersTheFirst() {
    float[] values = {0};
    AdamW adam = new AdamW(1, 0);
    adam.step(values, new float[] {1}, 0.1f);
    adam.step(values, new float[] {-1}, 0.1f);

    assertThat(values[0]).isCloseTo(-0.1f + 0.1f * (0.01f / 0.19f), within(1e-6f));
  }

  @Test
  void weightDecayIsDecoupledFromTheGradient() {
    float[] values = {2};
    new AdamW(1, 0.5f).step(values, new float[] {0}, 0.1f);

    assertThat(values[0]).isCloseTo(2 * (1 - 0.1f * 0.5f), within(1e-6f));
  }

  @Test
  void clippingKeepsTheDirection() {
    float[] gradient = {3, 4};
    assertThat(GradientClip.byNorm(gradient, 1)).isEqualTo(5);
    assertThat(gradient).usingComparatorWithPrecision(1e-6f).containsExactly(0.6f, 0.8f);
    assertThat(GradientClip.byNorm(gradient, 2)).isCloseTo(1, within(1e-6));
    assertThat(gradient).usingComparatorWithPrecision(1e-6f).containsExactly(0.6f, 0.8f);
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

  @Test
  void jobNamesWhatIsOutOfBounds() {
    var layout = new AdapterLayout(1, 1, List.of(new Site("x", 1, 1)));
    var start = LoraAdapter.initial(layout, 1);
    var samples = List.of(new ChooseSample("t", List.of("a"), 0));
    assertThatThrownBy(() -> TrainingJob.of(start, List.of(), 1, 1, 1e-3f, 1))
        .hasMessageContaining("samples must be >= 1, was 0");
    assertThatThrownBy(() -> TrainingJob.of(start, samples, 0, 1, 1e-3f, 1))
        .hasMessageContaining("steps must be >= 1, was 0");
    assertThatThrownBy(() -> TrainingJob.of(start, samples, 1, 1, Float.NaN, 1))
        .hasMessageContaining("learning rate must be finite and > 0, was NaN");
    assertThatThrownBy(() -> TrainingJob.of(start, samples, 1, 1, 1e-3f, 1).withDropout(1))
        .hasMessageContaining("dropout must be in 0 <= p < 1, was 1.0");
    assertThatThrownBy(() -> new ChooseSample("t", List.of("a", "b"), 2))
        .hasMessageContaining("one of 2 options, was 2");
  }
}
