package io.tributary.aggregation.merge.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.server.ServerSgd;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.StalenessDiscount;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FedAsyncTest {
  private static final double[] POLYNOMIAL = {1, .707107, .57735, .5, .447214};
  private static final double[] HINGE = {1, .090909, .047619, .032258};

  /** ALGORITHMS.md, "Asynchronous merging": a_t = alpha s(tau) with fixed numbers. */
  @Test
  void mixesByTheDiscountOfTheLag() {
    var polynomial = StalenessDiscount.polynomial(0.5);
    for (int lag = 0; lag < POLYNOMIAL.length; lag++) {
      assertMixes(lag, polynomial.at(lag), POLYNOMIAL[lag]);
    }
    var hinge = new StalenessDiscount(StalenessDiscount.Kind.HINGE, 10, 4);
    for (int lag = 4; lag < 4 + HINGE.length; lag++) {
      assertMixes(lag, hinge.at(lag), HINGE[lag - 4]);
    }
  }

  private static void assertMixes(int lag, double discount, double published) {
    float current = 2;
    float origin = 0.5f;
    float update = 0.25f;
    double clip = 0.5;
    double rate = 0.9 * published;
    MergeStep step =
        new FedAsync(0.9)
            .mix(part(lag, discount, clip), buffer(update), buffer(origin), buffer(current));
    assertThat(current + step.values()[0])
        .as("lag %d", lag)
        .isCloseTo((1 - rate) * current + rate * (origin + clip * update), within(1e-5));
  }

  @Test
  void addsAFreshUpdateToTheVersionItWasTrainedFrom() {
    FloatBuffer current = buffer(1.1f, -0.3f);
    MergeStep step = new FedAsync(0.6).mix(part(0, 1, 1), buffer(0.7f, 8), current, current);
    assertThat(step.values()).containsExactly(0.6 * 0.7f, 0.6 * 8);
    assertThat(step.kept().isEmpty()).isTrue();
  }

  @Test
  void takesTheClientsValuesWholeWhenAlphaIsOne() {
    MergeStep step = new FedAsync(1).mix(part(0, 1, 1), buffer(0.5f), buffer(3), buffer(1));
    assertThat(new ServerSgd(1).apply(buffer(1), step, new float[0][])).containsExactly(3.5f);
  }

  @Test
  void dependsOnTheOrder() {
    assertThat(twice(1, -1)).isNotEqualTo(twice(-1, 1));
    assertThat(new FedAsync(0.5).orderFree()).isFalse();
    assertThat(new FedAsync(0.5).maxParts()).isEqualTo(1);
  }

  /** Both were trained from zero: the second is mixed into what the first made. */
  private static float twice(float first, float second) {
    float value = 0;
    for (float update : new float[] {first, second}) {
      MergeStep step =
          new FedAsync(0.5).mix(part(0, 1, 1), buffer(update), buffer(0), buffer(value));
      value = new ServerSgd(1).apply(buffer(value), step, new float[0][])[0];
    }
    return value;
  }

  @Test
  void refusesValuesOfAnotherLength() {
    assertThatThrownBy(() -> new FedAsync(1).mix(part(0, 1, 1), buffer(1), buffer(1, 2), buffer(1)))
        .hasMessage("payload and origin must have 1 values, had 1 and 2");
    assertThatThrownBy(() -> new FedAsync(0)).hasMessage("merge.mixing must be in (0, 1], was 0.0");
  }

  private static MergeContribution part(int lag, double discount, double clip) {
    int units = Integer.MAX_VALUE;
    return new MergeContribution(
        UpdateId.parse("a/0#1"), units, Math.round(units * discount), clip, 1, lag, 0);
  }

  private static FloatBuffer buffer(float... values) {
    return FloatBuffer.wrap(values);
  }
}
