package io.tributary.infra.experiment.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentagePointsTest {
  /** One difference in two tables must not read +3.7 in one and +3.8 in the other. */
  @Test
  void theOrderOfSumsDoesNotShow() {
    assertThat(0.6125 - 0.575).isNotEqualTo(0.0375);
    assertThat(PercentagePoints.of(0.6125 - 0.575))
        .isEqualTo(PercentagePoints.of(0.0375))
        .isEqualTo("+3.8");
    assertThat(PercentagePoints.of(0.575 - 0.6125)).isEqualTo("-3.8");
    assertThat(PercentagePoints.of(-0.0)).isEqualTo(PercentagePoints.of(0)).isEqualTo("+0.0");
  }
}
