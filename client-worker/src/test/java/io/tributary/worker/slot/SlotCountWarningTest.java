package io.tributary.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.id.ClientId;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SlotCountWarningTest {
  @Test
  void warnsOfChoosingSlotsWithoutInstructionsAndSaysWhatHelps() {
    assertThat(SlotCountWarning.of(OptionalInt.empty(), false).orElseThrow())
        .contains("pass --slots K");
  }

  @Test
  void hasNothingToSayWhereSlotsAreGivenOrInstructionsHelp() {
    assertThat(SlotCountWarning.of(OptionalInt.of(2), false)).isEmpty();
    assertThat(SlotCountWarning.of(OptionalInt.empty(), true)).isEmpty();
  }

  @Test
  void namesClientsThatCouldNotTell() {
    assertThat(SlotCountWarning.ofUnsure(List.of())).isEmpty();
    assertThat(
            SlotCountWarning.ofUnsure(List.of(new ClientId("a"), new ClientId("b"))).orElseThrow())
        .contains("a, b could not tell")
        .contains("pass --slots K");
  }
}
