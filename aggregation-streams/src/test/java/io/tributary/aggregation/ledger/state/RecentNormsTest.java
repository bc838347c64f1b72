package io.tributary.aggregation.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.spec.NormSettings;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecentNormsTest {
  private static final NormSettings LAST_FIVE = new NormSettings(0, 4, 2, 0.8, 5, 3);

  @Test
  void nothingIsUsualBeforeEnoughIsKnown() {
    assertThat(norms(1, 2).usual(LAST_FIVE)).isEmpty();
    assertThat(norms(1, 2, 3).usual(LAST_FIVE)).hasValue(3);
  }

  @Test
  void theUsualNormIsTheQuantileByNearestRank() {
    assertThat(norms(5, 1, 4, 2, 3).usual(LAST_FIVE)).hasValue(4);
    assertThat(norms(5, 1, 4, 2, 3).usual(new NormSettings(0, 4, 2, 1, 5, 3))).hasValue(5);
    assertThat(norms(5, 1, 4, 2, 3).usual(new NormSettings(0, 4, 2, 1e-9, 5, 3))).hasValue(1);
  }

  @Test
  void theOldestAreForgotten() {
    RecentNorms moved = norms(100, 100, 100).with(List.of(1.0, 1.0, 1.0, 1.0, 1.0), 5);
    assertThat(moved).isEqualTo(norms(1, 1, 1, 1, 1));
  }

  /** At most a fifth of what is remembered can be strangers' without moving the 0.8-quantile. */
  @Property
  void fewOutliersDoNotMoveWhatIsUsual(
      @ForAll @Size(40) List<@DoubleRange(min = 1, max = 2) Double> usual,
      @ForAll @DoubleRange(min = 1e3, max = 1e6) double outlier) {
    var settings = new NormSettings(0, 4, 2, 0.8, 50, 20);
    RecentNorms norms = RecentNorms.NONE.with(usual, 50).with(Collections.nCopies(10, outlier), 50);
    assertThat(norms.usual(settings).orElseThrow()).isBetween(1.0, 2.0);
  }

  private static RecentNorms norms(double... values) {
    return RecentNorms.NONE.with(java.util.Arrays.stream(values).boxed().toList(), 5);
  }
}
