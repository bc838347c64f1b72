package io.tributary.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.spec.StalenessDiscount.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StalenessDiscountTest {
  @Property
  void isInZeroToOneAndNeverGrowsWithTheLag(
      @ForAll Kind kind,
      @ForAll @DoubleRange(max = 4) double a,
      @ForAll @DoubleRange(max = 20) double b,
      @ForAll @IntRange(min = 0, max = 1000) int tau) {
    var discount = new StalenessDiscount(kind, a, b);

    assertThat(discount.at(tau)).isPositive().isLessThanOrEqualTo(1);
    assertThat(discount.at(tau + 1)).isLessThanOrEqualTo(discount.at(tau));
    assertThat(discount.at(0)).isEqualTo(1);
  }

  @Test
  void followsTheFormulas() {
    assertThat(StalenessDiscount.none().at(9)).isEqualTo(1);
    assertThat(StalenessDiscount.polynomial(0.5).at(3)).isEqualTo(0.5);
    assertThat(new StalenessDiscount(Kind.HINGE, 0.5, 4).at(6)).isEqualTo(0.5);
  }

  @Test
  void refusesValuesThatGiveNoNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StalenessDiscount.polynomial(Double.POSITIVE_INFINITY))
        .withMessage("window.staleness a and b must be finite and >= 0, were Infinity and 0.0");
  }
}
