package io.tributary.infra.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void wholeNumbersAreWholeAndOthersHaveFourDigits() {
    assertThat(NumberText.of(120)).isEqualTo("120");
    assertThat(NumberText.of(0)).isEqualTo("0");
    assertThat(NumberText.of(118.256)).isEqualTo("118.3");
    assertThat(NumberText.of(0.5)).isEqualTo("0.5");
    assertThat(NumberText.of(1431.0835)).isEqualTo("1431");
    assertThat(NumberText.of(1e-9)).isEqualTo("1.000e-09");
  }

  @Test
  void aWeightIsInSamples() {
    assertThat(NumberText.weight(120 * 256)).isEqualTo(120);
    assertThat(NumberText.weight(128)).isEqualTo(0.5);
  }
}
