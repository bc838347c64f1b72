package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.linear.AgreementWindows.MODES;
import static io.tributary.aggregation.merge.linear.AgreementWindows.PAIR;
import static io.tributary.aggregation.merge.linear.AgreementWindows.query;
import static io.tributary.aggregation.merge.linear.AgreementWindows.sent;
import static io.tributary.aggregation.merge.linear.AgreementWindows.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.spec.AgreementMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows that a person can compute. */
class AgreementExamplesTest {
  @Test
  void equalUpdatesMoveAsTheyAre() {
    List<Sent> window = List.of(sent("a", 256, 0.7f, -3), sent("b", 2560, 0.7f, -3));
    for (AgreementMode mode : MODES) {
      MergeStep step = step(new AgreeingMean(new WeightedMean(), mode), PAIR, window);
      assertThat(step.values()).containsExactly(step(new WeightedMean(), PAIR, window).values());
      assertThat(step.agreement())
          .containsExactly(
              new TensorAgreement("only", AdapterFactor.A, 1, 1, 0, square(0.7f), 0),
              new TensorAgreement("only", AdapterFactor.B, 1, 1, 0, 9, 0));
    }
  }

  /** The mean as the merge has it: of a value in fixed point. */
  private static double square(float value) {
    double nearest = Math.rint(value * 0x1p28) * 0x1p-28;
    return nearest * nearest;
  }

  /** n = 2, m = 0, and sigma^2 = ((0.5)^2 + (0.5)^2) / 2 * 2. */
  @Test
  void oppositeUpdatesOfEqualWeightMoveNothing() {
    List<Sent> window = List.of(sent("a", 256, 0.5f, 1), sent("b", 256, -0.5f, 1));
    for (AgreementMode mode : MODES) {
      MergeStep step = step(new AgreeingMean(new WeightedMean(), mode), PAIR, window);
      assertThat(step.values()).containsExactly(0, 1);
      assertThat(step.agreement().get(0))
          .isEqualTo(new TensorAgreement("only", AdapterFactor.A, 1, 0, 1, 0, 0.5));
    }
  }

  /** m = 2, n = 2, sigma^2 = 2: a standard error of 1. */
  @Test
  void factorsOfAWorkedExample() {
    List<Sent> window = List.of(sent("a", 256, 1, 0), sent("b", 256, 3, 0));
    assertThat(query(AgreementMode.GSNR, window))
        .isEqualTo(new TensorAgreement("only", AdapterFactor.A, 1, 0.8, 0, 4, 2));
    assertThat(query(AgreementMode.PROBABILITY, window).factorSum())
        .isCloseTo(0.9544997361036416, within(1e-15));
    assertThat(query(AgreementMode.PLAIN, window).factorSum())
        .isEqualTo(query(AgreementMode.PROBABILITY, window).factorSum());
    assertThat(
            step(new AgreeingMean(new WeightedMean(), AgreementMode.GSNR), PAIR, window).values())
        .containsExactly(1.6, 0);
  }

  @Test
  void oneContributorIsTakenAtItsWord() {
    List<Sent> window = List.of(sent("a", 256, 0.25f, -1));
    for (AgreementMode mode : MODES) {
      MergeStep step = step(new AgreeingMean(new WeightedMean(), mode), PAIR, window);
      assertThat(step.values()).containsExactly(0.25, -1);
      assertThat(step.agreement())
          .containsExactly(
              new TensorAgreement("only", AdapterFactor.A, 0, 0, 0, 0, 0),
              new TensorAgreement("only", AdapterFactor.B, 0, 0, 0, 0, 0));
    }
  }

  /** As A does in the first round, while B is zero. */
  @Test
  void whatNobodyMovedIsNotCounted() {
    TensorAgreement told =
        query(AgreementMode.GSNR, List.of(sent("a", 256, 0, 1), sent("b", 256, -0f, 2)));
    assertThat(told).isEqualTo(new TensorAgreement("only", AdapterFactor.A, 0, 0, 0, 0, 0));
  }
}
