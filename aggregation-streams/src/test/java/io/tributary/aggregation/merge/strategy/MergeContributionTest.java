package io.tributary.aggregation.merge.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.id.UpdateId;
import org.junit.jupiter.api.Test;

class MergeContributionTest {
  private static final UpdateId UPDATE = UpdateId.parse("a/0#1");

  @Test
  void tellsTheDiscountThatItsWeightsMake() {
    assertThat(new MergeContribution(UPDATE, 512, 128, 1, 1, 3, 0).discount()).isEqualTo(0.25);
  }

  @Test
  void refusesWhatNoSumIsProvenFor() {
    assertThatThrownBy(() -> new MergeContribution(UPDATE, 1L << 31, 1, 1, 1, 0, 0))
        .hasMessageContaining("a/0#1 must have units in 1..2^31-1");
    assertThatThrownBy(() -> new MergeContribution(UPDATE, 256, 257, 1, 1, 0, 0))
        .hasMessageContaining("257");
    assertThatThrownBy(() -> new MergeContribution(UPDATE, 256, 0, 1, 1, 0, 0))
        .hasMessageContaining("weight");
    assertThatThrownBy(() -> new MergeContribution(UPDATE, 256, 1, 1.01, 1, 0, 0))
        .hasMessageContaining("1.01");
    assertThatThrownBy(() -> new MergeContribution(UPDATE, 256, 1, Double.NaN, 1, 0, 0))
        .hasMessageContaining("clip");
    assertThatThrownBy(() -> new MergeContribution(UPDATE, 256, 1, 1, 0, 0, 0))
        .hasMessageContaining("rank");
    assertThatThrownBy(() -> new MergeContribution(UPDATE, 256, 1, 1, 1, -1, 0))
        .hasMessageContaining("-1");
    assertThatThrownBy(
            () -> new MergeContribution(UPDATE, 256, 1, 1, 1, 0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("product norm");
  }
}
