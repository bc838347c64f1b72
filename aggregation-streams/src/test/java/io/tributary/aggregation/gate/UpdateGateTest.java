package io.tributary.aggregation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UpdateGateTest {
  private static final String DIGEST = "0123456789abcdef";
  private static final Map<Integer, String> DIGESTS = Map.of(6, "66".repeat(8), 7, DIGEST);

  private final FederationSpec spec = spec(WindowSettings.rounds());
  private final UpdateGate gate = new UpdateGate(spec);

  @Test
  void acceptsAnUpdateThatKeepsAllRules() {
    assertThat(gate.refuse(manifest(100, 7, DIGEST))).isEmpty();
    assertThat(gate.refuse(candidate(manifest(100, 7, DIGEST), 8))).isEmpty();
  }

  @Test
  void rejectsUpdateOfWrongLayout() {
    FederationSpec other =
        Federations.spec(Federations.layout(3, 6, 4), Federations.one(1), WindowSettings.rounds());
    UpdateManifest foreign =
        FakeClient.of(other, "a", 0, 1, 9).update(1, base(7, DIGEST), 1, new float[30]).manifest();
    assertThat(gate.refuse(foreign).orElseThrow().reason()).isEqualTo(RejectReason.WRONG_LAYOUT);
  }

  @Test
  void rejectsABaseThatWasNeverPublished() {
    assertReason(candidate(manifest(100, 8, DIGEST), 8), RejectReason.UNKNOWN_BASE_VERSION);
  }

  @Test
  void rejectsABaseWithOtherBytes() {
    assertReason(candidate(manifest(100, 6, DIGEST), 8), RejectReason.WRONG_BASE_DIGEST);
  }

  @Test
  void rejectsABaseThatLagsTooFar() {
    assertReason(candidate(manifest(100, 7, DIGEST), 19), RejectReason.STALE_BASE);
    assertThat(gate.refuse(candidate(manifest(100, 7, DIGEST), 18))).isEmpty();
  }

  @Test
  void rejectsAClockThatRunsAhead() {
    Instant behind = FakeClient.NOW.minus(Duration.ofMinutes(6));
    Candidate candidate = at(behind, manifest(100, 7, DIGEST), inspection(0, 1), 0);
    assertReason(candidate, RejectReason.CLOCK_SKEW);
  }

  @Test
  void boundsEventTimeByTheRecordsTime() {
    Instant behind = FakeClient.NOW.minus(Duration.ofMinutes(2));
    Candidate candidate = at(behind, manifest(100, 7, DIGEST), inspection(0, 1), 0);
    assertThat(gate.refuse(candidate)).isEmpty();
    assertThat(gate.accept(candidate).eventTime()).isEqualTo(behind);
  }

  /** Else one that claims to be old could close the window that it opens with the next one. */
  @Test
  void takesTheBrokersTimeWhereClaimsAreNotTrusted() {
    Candidate candidate = candidate(manifest(100, 7, DIGEST), 8);
    assertThat(bounded().accept(candidate).eventTime()).isEqualTo(candidate.recordTime());
  }

  @Test
  void givesNoSlotMoreThanATenthOfItsShareOfAWindow() {
    for (int sharers : new int[] {1, 7, 2_000}) {
      Candidate alone = candidate(manifest(Weight.MAX_SAMPLES, 7, DIGEST), 8);
      var candidate =
          new Candidate(
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
          .isEqualTo(Weight.MAX_WINDOW_UNITS / 10 / sharers);
    }
  }

  /** Whoever joins while a window fills: the k-th update is accepted while k slots share it. */
  @Test
  void soManySlotsFitAWindow() {
    long units = 0;
    for (int sharers = 1; sharers <= 12_366; sharers++) {
      units += Weight.mostUnits(sharers);
    }
    assertThat(units).isLessThanOrEqualTo(Weight.MAX_WINDOW_UNITS);
  }

  private static UpdateGate bounded() {
    return new UpdateGate(
        spec(WindowSettings.rounds().bounded(NormSettings.robust(), WeightSettings.robust())));
  }

  @Test
  void rejectsASampleCountThatIsNoWeight() {
    assertReason(candidate(manifest(0, 7, DIGEST), 8), RejectReason.BAD_WEIGHT);
    assertReason(candidate(manifest(1L << 30, 7, DIGEST), 8), RejectReason.BAD_WEIGHT);
  }

  @Test
  void rejectsAChunkWithAFlaw() {
    var flawed =
        new ChunkInspected(
            new ClusterId(0),
            manifest(100, 7, DIGEST).id(),
            0,
            DIGEST,
            80,
            0,
            RejectReason.NOT_FINITE,
            "value 3 must be finite, was NaN");
    assertReason(at(FakeClient.NOW, manifest(100, 7, DIGEST), flawed, 0), RejectReason.NOT_FINITE);
  }

  @Test
  void rejectsAChunkThatIsNotTheAnnouncedOne() {
    var other =
        new ChunkInspected(
            new ClusterId(0),
            manifest(100, 7, DIGEST).id(),
            0,
            DIGEST,
            80,
            0,
            RejectReason.NONE,
            "");
    assertReason(at(FakeClient.NOW, manifest(100, 7, DIGEST), other, 0), RejectReason.CHUNK_DIGEST);
  }

  @Test
  void rejectsAnUpdateThatWouldOverflowTheWindow() {
    long room = Weight.MAX_WINDOW_UNITS - 100 * 256;
    UpdateManifest manifest = manifest(100, 7, DIGEST);
    assertThat(gate.refuse(at(FakeClient.NOW, manifest, inspection(0, 1), room))).isEmpty();
    assertReason(
        at(FakeClient.NOW, manifest, inspection(0, 1), room + 1), RejectReason.WINDOW_FULL);
  }

  @Test
  void weighsBySamplesAndDiscountsStaleness() {
    UpdateGate discounting =
        new UpdateGate(spec(window(StalenessDiscount.polynomial(0.5), Weighting.SAMPLES, 0)));
    Acceptance stale = discounting.accept(candidate(manifest(100, 7, DIGEST), 11));
    assertThat(stale.staleness()).isEqualTo(3);
    assertThat(stale.weight()).isEqualTo(new Weight(25_600, 12_800));
  }

  /**
   * Weights are whole 256ths of a sample, rounded half up: off by 1/512 of a sample at most. One
   * sample at s = 1/301 is 0.85 of a unit and counts as one; whose weight rounds to none is refused
   * with its reason, and never counts as nothing in silence.
   */
  @Test
  void roundsDiscountedWeightsToWholeUnitsAndRefusesNone() {
    assertThat(weight(1, 300, StalenessDiscount.polynomial(0.5))).isEqualTo(new Weight(256, 15));
    assertThat(weight(1, 300, StalenessDiscount.polynomial(1))).isEqualTo(new Weight(256, 1));
    assertThat(weight(1, 511, StalenessDiscount.polynomial(1))).isEqualTo(new Weight(256, 1));
    assertThat(weight(1, 512, StalenessDiscount.polynomial(1))).isEqualTo(new Weight(256, 0));
    assertThat(weight(2, 512, StalenessDiscount.polynomial(1))).isEqualTo(new Weight(512, 1));
    assertThat(weight(100, 300, StalenessDiscount.polynomial(1))).isEqualTo(new Weight(25_600, 85));

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

  private Weight weight(long samples, int staleness, StalenessDiscount discount) {
    return stale(discount).accept(lagging(samples, staleness)).weight();
  }

  private Candidate lagging(long samples, int staleness) {
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

  @Test
  void weighsEveryUpdateOnceWhenUniform() {
    UpdateGate uniform =
        new UpdateGate(spec(window(StalenessDiscount.none(), Weighting.UNIFORM, 0)));
    assertThat(uniform.accept(candidate(manifest(100, 7, DIGEST), 8)).weight())
        .isEqualTo(new Weight(256, 256));
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

  private void assertReason(Candidate candidate, RejectReason reason) {
    assertThat(gate.refuse(candidate))
        .hasValueSatisfying(rejection -> assertThat(rejection.reason()).isEqualTo(reason));
  }

  private static FederationSpec spec(WindowSettings window) {
    return Federations.spec(Federations.SMALL, Federations.one(1), window);
  }

  private static WindowSettings window(
      StalenessDiscount staleness, Weighting weighting, double clipNorm) {
    WindowSettings rounds = WindowSettings.rounds();
    return new WindowSettings(
        rounds.close(),
        0,
        rounds.span(),
        rounds.grace(),
        rounds.maxClockSkew(),
        10,
        staleness,
        weighting,
        clipNorm,
        NormSettings.none());
  }

  private static AdapterVersion base(int version, String digest) {
    return new AdapterVersion(new ClusterId(0), 1, version, digest);
  }

  private UpdateManifest manifest(long samples, int baseVersion, String digest) {
    return FakeClient.of(spec, "a", 0, 1, samples)
        .update(1, base(baseVersion, digest), 1, new float[20])
        .manifest();
  }

  private ChunkInspected inspection(int index, double squares) {
    UpdateManifest manifest = manifest(100, 7, DIGEST);
    return new ChunkInspected(
        new ClusterId(0),
        manifest.id(),
        index,
        manifest.chunkDigests().get(index),
        80,
        squares,
        RejectReason.NONE,
        "");
  }

  private Candidate candidate(UpdateManifest manifest, int windowVersion) {
    return new Candidate(
        manifest,
        FakeClient.NOW,
        List.of(inspection(0, 1)),
        windowVersion,
        7,
        DIGESTS,
        0,
        OptionalDouble.empty(),
        false);
  }

  private static Candidate at(
      Instant recordTime, UpdateManifest manifest, ChunkInspected chunk, long units) {
    return new Candidate(
        manifest, recordTime, List.of(chunk), 8, 7, DIGESTS, units, OptionalDouble.empty(), false);
  }
}
