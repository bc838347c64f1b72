package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotAdviceTest {
  @Test
  void warnsOfChoosingSlotsWithoutInstructionsAndSaysWhatHelps() {
    assertThat(SlotAdvice.of(0, false).orElseThrow()).contains("pass --slots K");
  }

  @Test
  void hasNothingToSayWhereSlotsAreGivenOrInstructionsHelp() {
    assertThat(SlotAdvice.of(2, false)).isEmpty();
    assertThat(SlotAdvice.of(0, true)).isEmpty();
  }
}
