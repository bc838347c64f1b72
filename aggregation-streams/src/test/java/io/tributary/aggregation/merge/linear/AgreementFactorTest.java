package io.tributary.aggregation.merge.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.spec.AgreementMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AgreementFactorTest {
  @Test
  void isWhatItsFormulaSays() {
    assertThat(AgreementFactor.PROBABILITY.of(1)).isCloseTo(0.6826894921370859, within(1e-15));
    assertThat(AgreementFactor.GSNR.of(1)).isEqualTo(0.5);
    assertThat(AgreementFactor.GSNR.of(3)).isCloseTo(0.9, within(1e-15));
  }

  @Test
  void reachesBothEnds() {
    for (AgreementFactor factor : AgreementFactor.values()) {
      assertThat(factor.of(0)).isZero();
      assertThat(factor.of(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }
  }

  @Test
  void plainTellsTheProbability() {
    assertThat(AgreementFactor.of(AgreementMode.PLAIN)).isEqualTo(AgreementFactor.PROBABILITY);
    assertThat(AgreementFactor.of(AgreementMode.PROBABILITY))
        .isEqualTo(AgreementFactor.PROBABILITY);
    assertThat(AgreementFactor.of(AgreementMode.GSNR)).isEqualTo(AgreementFactor.GSNR);
  }

  @Property
  void growsFromZeroToOne(
      @ForAll AgreementFactor factor,
      @ForAll @DoubleRange(min = 0, max = 1e9) double t,
      @ForAll @DoubleRange(min = 0, max = 10) double more) {
    assertThat(factor.of(t)).isBetween(0.0, 1.0);
    assertThat(factor.of(t + more)).isGreaterThanOrEqualTo(factor.of(t) - 3e-15);
  }
}
