package io.tributary.aggregation.topology;

import static io.tributary.aggregation.topology.StrategyFederation.C0;
import static io.tributary.aggregation.topology.StrategyFederation.CLIENTS;
import static io.tributary.aggregation.topology.StrategyFederation.announced;
import static io.tributary.aggregation.topology.StrategyFederation.clients;
import static io.tributary.aggregation.topology.StrategyFederation.column;
import static io.tributary.aggregation.topology.StrategyFederation.delta;
import static io.tributary.aggregation.topology.StrategyFederation.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strategy computes is tested beside it; here, that the stream gives it what it needs. */
class StrategiesInTheStreamTest {
  /** Two tensors in three chunks: the middle one holds the end of A and the beginning of B. */
  @Test
  void plainTellsHowFarContributorsAgreeAndMovesNothing() {
    List<AdapterManifest> off = rounds(AgreementMode.OFF);
    List<AdapterManifest> plain = rounds(AgreementMode.PLAIN);
    List<AdapterManifest> scaled = rounds(AgreementMode.GSNR);
    assertThat(plain)
        .extracting(AdapterManifest::version)
        .isEqualTo(off.stream().map(AdapterManifest::version).toList());
    assertThat(scaled.get(0).version()).isNotEqualTo(off.get(0).version());
    assertThat(off).allSatisfy(manifest -> assertThat(manifest.agreement()).isEmpty());
    for (AdapterManifest manifest : plain) {
      assertThat(manifest.agreement())
          .extracting(
              TensorAgreement::module, TensorAgreement::factor, TensorAgreement::coordinates)
          .containsExactly(
              tuple("layer.query", AdapterFactor.A, 256_000L),
              tuple("layer.query", AdapterFactor.B, 256_000L));
      assertThat(manifest.agreement())
          .allSatisfy(
              tensor -> {
                assertThat(tensor.meanFactor()).isBetween(0.0, 1.0);
                assertThat(tensor.conflictRate()).isBetween(0.0, 1.0);
                assertThat(tensor.gsnr()).isGreaterThan(0);
              });
    }
  }

  private static List<AdapterManifest> rounds(AgreementMode mode) {
    try (var harness = new TopologyHarness(spec(MergeSettings.defaults().with(mode)))) {
      announced(harness, 1).forEach(harness::send);
      announced(harness, 2).forEach(harness::send);
      assertThat(harness.quarantine()).isEmpty();
      assertThat(harness.manifests()).hasSize(2);
      return List.copyOf(harness.manifests());
    }
  }

  @Test
  void theMedianIsTheMedianOfAllMembers() {
    FederationSpec spec = spec("median", OptimizerSettings.none());
    try (var harness = new TopologyHarness(spec)) {
      List<FakeClient.Update> updates = announced(harness, 1);
      updates.forEach(harness::send);
      float[] initial = spec.initialAdapter().values();
      float[] values = harness.values(harness.newest(C0));
      for (int i : new int[] {0, 1, 196_608, 511_999}) {
        double[] column = column(harness, i);
        assertThat(values[i])
            .isCloseTo((float) (initial[i] + (column[2] + column[3]) / 2), within(1e-6f));
      }
    }
  }

  @Test
  void krumKeepsOneUpdateAndTellsWhatBecameOfTheOthers() {
    FederationSpec spec = spec("krum", OptimizerSettings.none());
    try (var harness = new TopologyHarness(spec)) {
      announced(harness, 1).forEach(harness::send);
      var contributions = harness.manifests().get(0).contributions();
      assertThat(contributions).hasSize(1);
      assertThat(harness.decisions())
          .filteredOn(entry -> entry.verdict() == Verdict.LEFT_OUT)
          .hasSize(CLIENTS - 1)
          .extracting(LedgerEntry::update)
          .doesNotContain(contributions.get(0).update());
      float[] delta = delta(harness, contributions.get(0).update().slot().client().toString());
      float[] values = harness.values(harness.newest(C0));
      assertThat(values[511_999])
          .isCloseTo(spec.initialAdapter().values()[511_999] + delta[511_999], within(1e-6f));
    }
  }

  /** Whether all is restarted between the measures and the choice makes no difference, either. */
  @Test
  void theFilteredMeanIsTheMeanOfThoseThatAgree() {
    FederationSpec spec = spec("filtered-mean", OptimizerSettings.none());
    String honest;
    try (var mean = new TopologyHarness(spec("weighted-mean", OptimizerSettings.none()))) {
      announced(mean, 1).subList(0, CLIENTS - 1).forEach(mean::send);
      mean.send(refused(mean.spec()));
      honest = mean.newest(C0).digest();
    }
    for (boolean restarts : new boolean[] {false, true}) {
      try (var harness =
          restarts ? TopologyHarness.restartedAllTheTime(1, spec) : new TopologyHarness(spec)) {
        announced(harness, 1).subList(0, CLIENTS - 1).forEach(harness::send);
        harness.send(backwards(harness));
        assertThat(harness.decisions())
            .filteredOn(entry -> entry.verdict() == Verdict.LEFT_OUT)
            .singleElement()
            .satisfies(
                entry -> {
                  assertThat(entry.update().slot().client().value()).isEqualTo("client-5");
                  assertThat(entry.detail())
                      .startsWith("filtered-mean left it out of version 1: its median cosine");
                });
        assertThat(harness.newest(C0).digest()).isEqualTo(honest);
      }
    }
  }

  private static FakeClient.Update backwards(TopologyHarness harness) {
    float[] delta = delta(harness, "client-5");
    for (int i = 0; i < delta.length; i++) {
      delta[i] = -delta[i];
    }
    return clients(harness.spec()).get(CLIENTS - 1).update(1, harness.newest(C0), 1, delta);
  }

  /** It reports, so that its window closes, and does not count. */
  private static FakeClient.Update refused(FederationSpec spec) {
    float[] delta = new float[spec.layout().parameters()];
    delta[0] = Float.NaN;
    return clients(spec).get(CLIENTS - 1).update(1, initial(spec), 1, delta);
  }

  private static AdapterVersion initial(FederationSpec spec) {
    return new AdapterVersion(C0, 0, 0, spec.initialAdapter().digest());
  }

  @Test
  void fedAsyncMakesAVersionOfEveryUpdate() {
    FederationSpec spec = spec("fedasync", OptimizerSettings.none());
    try (var harness = new TopologyHarness(spec)) {
      List<FakeClient.Update> updates = announced(harness, 1);
      updates.forEach(harness::send);
      assertThat(harness.newest(C0).version()).isEqualTo(CLIENTS);
      float[] initial = spec.initialAdapter().values();
      double expected = initial[7];
      for (int client = 0; client < CLIENTS; client++) {
        double trained = initial[7] + delta(harness, "client-" + client)[7];
        expected = (float) ((1 - 0.6) * expected + 0.6 * trained);
      }
      assertThat(harness.values(harness.newest(C0))[7]).isCloseTo((float) expected, within(1e-6f));
    }
  }

  /**
   * Nobody changes anything. Clients with 93 of 165 samples train all components, the others only
   * the first, so that padding leaves 93/165 of the others in the first version. In the second,
   * everybody holds version 0 still and brings it back in; the third is made from the second.
   */
  @Test
  void paddedAdaptersAreWhatClientsHold() {
    FederationSpec spec = spec("zero-padded-adapters", OptimizerSettings.none());
    float[] start = spec.initialAdapter().values();
    double[] left = {93.0 / 165, 93.0 / 165, Math.pow(93.0 / 165, 2)};
    try (var harness = new TopologyHarness(spec)) {
      announced(harness, 1);
      for (int round = 1; round <= 3; round++) {
        AdapterVersion base = round == 3 ? harness.newest(C0) : initial(spec);
        StrategyFederation.unchanged(spec, round, base).forEach(harness::send);
        assertThat(harness.newest(C0).version()).isEqualTo(round);
        float[] values = harness.values(harness.newest(C0));
        for (int i : new int[] {0, 3_999, 4_000, 200_000, 255_999}) {
          double kept = i < 4_000 ? 1 : left[round - 1];
          assertThat(values[i]).isCloseTo((float) (kept * start[i]), within(1e-8f));
        }
      }
      assertThat(harness.quarantine()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fedavgm", "fedadam", "fedyogi", "fedadagrad"})
  void momentsLastFromVersionToVersion(String optimizer) {
    float[] with = secondStep(OptimizerSettings.of(optimizer, 0.1));
    float[] fresh = firstStepOfTheSameUpdates(OptimizerSettings.of(optimizer, 0.1));
    assertThat(Arrays.equals(with, fresh)).isFalse();
  }

  @Test
  void krumRefusesUpdatesOfAClusterThatIsTooSmall() {
    var merge = new MergeSettings("krum", 2, 0, 0.6, 128, OptimizerSettings.none());
    FederationSpec spec = spec(merge);
    try (var harness = new TopologyHarness(spec)) {
      announced(harness, 1).forEach(harness::send);
      assertThat(harness.quarantine())
          .hasSize(CLIENTS)
          .allSatisfy(
              record -> {
                assertThat(record.reason()).isEqualTo(RejectReason.TOO_FEW_MEMBERS);
                assertThat(record.detail())
                    .contains("krum needs 7 updates in a window, c0 has 6 members");
              })
          .extracting(QuarantineRecord::subject)
          .doesNotHaveDuplicates();
    }
  }

  private static float[] secondStep(OptimizerSettings optimizer) {
    FederationSpec spec = spec("weighted-mean", optimizer);
    try (var harness = new TopologyHarness(spec)) {
      announced(harness, 1).forEach(harness::send);
      float[] first = harness.values(harness.newest(C0));
      announced(harness, 2).forEach(harness::send);
      return minus(harness.values(harness.newest(C0)), first);
    }
  }

  private static float[] firstStepOfTheSameUpdates(OptimizerSettings optimizer) {
    FederationSpec spec = spec("weighted-mean", optimizer);
    try (var harness = new TopologyHarness(spec)) {
      announced(harness, 2).forEach(harness::send);
      return minus(harness.values(harness.newest(C0)), spec.initialAdapter().values());
    }
  }

  private static float[] minus(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }
}
