package io.tributary.infra.attack.poison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.FixedPointSum;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PoisonTest {
  private static final float[] HONEST = {3, -4, 0, 12};

  @Test
  void flipsTheSignAndStaysBelowTheClip() {
    assertThat(Poison.SIGN_FLIP.of(HONEST, 1, 2)).containsExactly(-3.75f, 5, -0f, -15);
  }

  @Test
  void enlargesTheWrongWay() {
    assertThat(Poison.SCALED.of(new float[] {0.003f, -0.004f}, 1, 2)).containsExactly(-3, 4);
  }

  /** Beyond it the gate would refuse the update, and nothing would be poisoned. */
  @Test
  void enlargesNoFurtherThanAChunkMayHold() {
    float[] poisoned = Poison.SCALED.of(HONEST, 1, 2);
    assertThat(poisoned[3]).isCloseTo(-0.99f * FixedPointSum.MAX_MAGNITUDE, within(1e-5f));
    assertThat(poisoned[1] / poisoned[3]).isCloseTo(-4f / 12, within(1e-5f));
  }

  @Test
  void keepsOneDirectionWhateverTheRoundAndTheHonestUpdateAre() {
    float[] first = Poison.STEADY.of(HONEST, 5, 1);
    float[] second = Poison.STEADY.of(new float[] {0, 26, 0, 0}, 5, 2);
    for (int i = 0; i < first.length; i++) {
      assertThat(second[i]).isCloseTo(2 * first[i], within(1e-3f));
    }
    assertThat(Poison.STEADY.of(HONEST, 6, 1)).isNotEqualTo(first);
  }

  @Test
  void drawsNoiseAnewInEveryRound() {
    float[] first = Poison.NOISE.of(HONEST, 5, 1);
    assertThat(Poison.NOISE.of(HONEST, 6, 1)).isEqualTo(first);
    assertThat(Poison.NOISE.of(HONEST, 5, 2)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"SIGN_FLIP,1.25", "STEADY,10", "NOISE,10"})
  void hasItsMultipleOfTheHonestNorm(Poison kind, double times) {
    assertThat(Poison.norm(kind.of(HONEST, 1, 2)) / 13).isCloseTo(times, within(times * 1e-6));
  }

  @ParameterizedTest
  @EnumSource(Poison.class)
  void leavesTheHonestUpdateAlone(Poison kind) {
    float[] honest = HONEST.clone();
    float[] poisoned = kind.of(honest, 1, 2);
    Arrays.fill(poisoned, 0);
    assertThat(honest).isEqualTo(HONEST);
  }

  @ParameterizedTest
  @EnumSource(Poison.class)
  void isFoundByItsName(Poison kind) {
    assertThat(Poison.named(kind.flag())).isSameAs(kind);
  }

  @Test
  void namesAllKindsWhereOneIsUnknown() {
    assertThatThrownBy(() -> Poison.named("arsenic"))
        .hasMessageContaining("sign-flip, scaled, steady, noise")
        .hasMessageContaining("'arsenic'");
  }
}
