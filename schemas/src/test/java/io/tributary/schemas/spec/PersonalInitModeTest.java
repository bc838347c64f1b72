package io.tributary.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalInitModeTest {
  private static final SlotId SLOT = SlotId.parse("client-0/1");
  private static final List<Contribution> TWO = List.of(part("client-0/1"), part("client-1/1"));

  private static final List<Contribution> THREE =
      List.of(part("client-0/1"), part("client-1/1"), part("client-2/1"));

  @Test
  void countsTheShareOnceWhereAsked() {
    // 100 of 200 units, discounted to 64 and clipped to a half.
    assertThat(PersonalInitMode.ALWAYS.kept(TWO, SLOT)).isEqualTo(1 - 64 * 0.5 / 200);
    assertThat(PersonalInitMode.SMALL.kept(TWO, SLOT)).isEqualTo(1 - 64 * 0.5 / 200);
    assertThat(PersonalInitMode.NEVER.kept(TWO, SLOT)).isEqualTo(1);
    assertThat(PersonalInitMode.ALWAYS.kept(THREE, SLOT)).isEqualTo(1 - 64 * 0.5 / 300);
    assertThat(PersonalInitMode.SMALL.kept(THREE, SLOT)).isEqualTo(1);
    assertThat(PersonalInitMode.NEVER.kept(THREE, SLOT)).isEqualTo(1);
  }

  @Test
  void aSlotThatContributedNothingKeepsItsWholeOffset() {
    assertThat(PersonalInitMode.ALWAYS.kept(TWO, SlotId.parse("client-9/1"))).isEqualTo(1);
  }

  private static Contribution part(String slot) {
    return new Contribution(new UpdateId(SlotId.parse(slot), 3), 64, 0.5, 1, 100, 0, 0);
  }
}
