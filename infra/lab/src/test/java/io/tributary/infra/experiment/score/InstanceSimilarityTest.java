package io.tributary.infra.experiment.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InstanceSimilarityTest {
  /** A worked example of ALGORITHMS.md, "Two adapters". */
  @Test
  void halfOfTheMeanCosine() {
    float[][] samples = {{1, 0}, {0, 1}, {1, 1}};
    assertThat(InstanceSimilarity.weight(new float[] {1, 1}, samples))
        .isCloseTo(0.402368927062, within(1e-12));
    assertThat(InstanceSimilarity.weight(new float[] {3, 3}, new float[][] {{2, 2}}))
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void whatIsUnlikeHasNoWeightAndNotLessThanNone() {
    assertThat(InstanceSimilarity.weight(new float[] {1, 1}, new float[][] {{-1, 0}, {0, -2}}))
        .isZero();
  }
}
