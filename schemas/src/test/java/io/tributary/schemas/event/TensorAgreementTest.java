package io.tributary.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterFactor;
import org.junit.jupiter.api.Test;

class TensorAgreementTest {
  private static final TensorAgreement PART =
      new TensorAgreement("query", AdapterFactor.A, 4, 3, 1, 2, 8);

  @Test
  void tellsRatiosOfItsSums() {
    assertThat(PART.meanFactor()).isEqualTo(0.75);
    assertThat(PART.conflictRate()).isEqualTo(0.25);
    assertThat(PART.gsnr()).isEqualTo(0.25);
  }

  @Test
  void partsOfOneTensorAddUp() {
    var rest = new TensorAgreement("query", AdapterFactor.A, 6, 1, 5, 3, 0.5);
    assertThat(PART.plus(rest))
        .isEqualTo(new TensorAgreement("query", AdapterFactor.A, 10, 4, 6, 5, 8.5));
    assertThatThrownBy(
            () -> PART.plus(new TensorAgreement("query", AdapterFactor.B, 1, 1, 1, 1, 1)))
        .hasMessage("agreement must be of one tensor, was of query A and query B");
  }

  @Test
  void anUncountedTensorTellsNothing() {
    var none = new TensorAgreement("query", AdapterFactor.A, 0, 0, 0, 0, 0);
    assertThat(none.meanFactor()).isNaN();
    assertThat(none.conflictRate()).isNaN();
    assertThat(none.gsnr()).isNaN();
    assertThat(new TensorAgreement("query", AdapterFactor.A, 1, 1, 0, 1, 0).gsnr())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }
}
