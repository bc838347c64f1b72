package io.tributary.aggregation.gate;

import static io.tributary.aggregation.gate.Candidates.DIGEST;
import static io.tributary.aggregation.gate.Candidates.DIGESTS;
import static io.tributary.aggregation.gate.Candidates.at;
import static io.tributary.aggregation.gate.Candidates.bounded;
import static io.tributary.aggregation.gate.Candidates.candidate;
import static io.tributary.aggregation.gate.Candidates.inspection;
import static io.tributary.aggregation.gate.Candidates.manifest;
import static io.tributary.aggregation.gate.Candidates.spec;
import static io.tributary.aggregation.gate.Candidates.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.update.UpdateManifest;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How much an update counts that passes the gate. */
class UpdateWeightTest {
  @Test
  void givesNoSlotMoreThanATenthOfItsShareOfAWindow() {
    for (int sharers : new int[] {1, 7, 2_000}) {
      CandidateUpdate alone = candidate(manifest(SampleWeight.MAX_SAMPLES, 7, DIGEST), 8);
      var candidate =
          new CandidateUpdate(
              alone.manifest(),
              alone.recordTime(),
              alone.chunks(),
              8,
              7,
              DIGESTS,
              0,
              OptionalDouble.empty(),
              false,
              sharers);
      assertThat(bounded().accept(candidate).weight().full())
          .isEqualTo(SampleWeight.MAX_WINDOW_UNITS / 10 / sharers);
    }
  }

  /** Whoever joins while a window fills: the k-th update is accepted while k slots share it. */
  @Test
  void soManySlotsFitAWindow() {
    long units = 0;
    for (int sharers = 1; sharers <= 12_366; sharers++) {
      units += SampleWeight.mostUnits(sharers);
    }
    assertThat(units).isLessThanOrEqualTo(SampleWeight.MAX_WINDOW_UNITS);
  }

  @Test
  void weighsBySamplesAndDiscountsStaleness() {
    UpdateGate discounting =
        new UpdateGate(spec(window(StalenessDiscount.polynomial(0.5), Weighting.SAMPLES, 0)));
    UpdateAcceptance stale = discounting.accept(candidate(manifest(100, 7, DIGEST), 11));
    assertThat(stale.staleness()).isEqualTo(3);
    assertThat(stale.weight()).isEqualTo(new SampleWeight(25_600, 12_800));
  }

  /**
   * Weights are whole 256ths of a sample, rounded half up: off by 1/512 of a sample at most. One
   * sample at s = 1/301 is 0.85 of a unit and counts as one; whose weight rounds to none is refused
   * with its reason, and never counts as nothing in silence.
   */
  @Test
  void roundsDiscountedWeightsToWholeUnitsAndRefusesNone() {
    assertThat(weight(1, 300, StalenessDiscount.polynomial(0.5)))
        .isEqualTo(new SampleWeight(256, 15));
    assertThat(weight(1, 300, StalenessDiscount.polynomial(1))).isEqualTo(new SampleWeight(256, 1));
    assertThat(weight(1, 511, StalenessDiscount.polynomial(1))).isEqualTo(new SampleWeight(256, 1));
    assertThat(weight(1, 512, StalenessDiscount.polynomial(1))).isEqualTo(new SampleWeight(256, 0));
    assertThat(weight(2, 512, StalenessDiscount.polynomial(1))).isEqualTo(new SampleWeight(512, 1));
    assertThat(weight(100, 300, StalenessDiscount.polynomial(1)))
        .isEqualTo(new SampleWeight(25_600, 85));

    UpdateGate patient = stale(StalenessDiscount.polynomial(1));
    assertThat(patient.refuse(lagging(1, 511))).isEmpty();
    assertThat(patient.refuse(lagging(1, 512)))
        .hasValueSatisfying(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(RejectReason.BAD_WEIGHT);
              assertThat(rejection.detail())
                  .isEqualTo("the discounted weight must be >= 1/256, was 0 at staleness 512");
            });
  }

  @Test
  void weighsEveryUpdateOnceWhenUniform() {
    UpdateGate uniform =
        new UpdateGate(spec(window(StalenessDiscount.none(), Weighting.UNIFORM, 0)));
    assertThat(uniform.accept(candidate(manifest(100, 7, DIGEST), 8)).weight())
        .isEqualTo(new SampleWeight(256, 256));
  }

  @Test
  void clipsByTheNormThatWasMeasuredNotTheOneThatWasClaimed() {
    UpdateGate clipping =
        new UpdateGate(spec(window(StalenessDiscount.none(), Weighting.SAMPLES, 2)));
    UpdateManifest manifest = manifest(100, 7, DIGEST);
    assertThat(clipping.accept(at(FakeClient.NOW, manifest, inspection(0, 16), 0)).clip())
        .isEqualTo(0.5);
    assertThat(clipping.accept(at(FakeClient.NOW, manifest, inspection(0, 4), 0)).clip())
        .isEqualTo(1);
  }

  private SampleWeight weight(long samples, int staleness, StalenessDiscount discount) {
    return stale(discount).accept(lagging(samples, staleness)).weight();
  }

  private CandidateUpdate lagging(long samples, int staleness) {
    return candidate(manifest(samples, 7, DIGEST), 8 + staleness);
  }

  private static UpdateGate stale(StalenessDiscount discount) {
    WindowSettings rounds = window(discount, Weighting.SAMPLES, 0);
    return new UpdateGate(
        spec(
            new WindowSettings(
                rounds.close(),
                0,
                rounds.span(),
                rounds.grace(),
                rounds.maxClockSkew(),
                1000,
                discount,
                Weighting.SAMPLES,
                0,
                NormSettings.none())));
  }
}
