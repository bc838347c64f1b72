package io.tributary.aggregation.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The shipped topology, counted. */
class AggregatorMetricsTest {
  private static final ClusterId C0 = new ClusterId(0);

  private final FederationSpec spec = Federations.rounds(Federations.one(2));
  private final FakeClient good = FakeClient.of(spec, "good", 0, 1, 10);
  private final FakeClient bad = FakeClient.of(spec, "bad", 0, 1, 10);
  private final AggregatorMetrics metrics = new AggregatorMetrics("1.2");

  @Test
  void everyDecisionAndEveryRecordThatIsSetAsideIsCounted() {
    try (var harness = new TopologyHarness(spec, metrics)) {
      harness.announce(good.embedding(0, 1));
      harness.announce(bad.embedding(0, 1));
      FakeClient.Update update = update(harness, good, 0.5f);
      harness.send(update);
      harness.send(update.manifest());
      harness.send(update(harness, bad, Float.NaN));
      harness.sendRaw(
          harness.topics().adapterUpdates(),
          "c0",
          "not a record".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(metrics.scrape().lines())
        .contains(
            "tributary_updates_received_total{result=\"accepted\"} 1.0",
            "tributary_updates_received_total{result=\"duplicate\"} 1.0",
            "tributary_updates_received_total{result=\"quarantined\"} 1.0",
            "tributary_updates_received_total{result=\"stale\"} 0.0",
            "tributary_quarantine_records_total{reason=\"NOT_FINITE\"} 1.0",
            "tributary_quarantine_records_total{reason=\"UNDECODABLE\"} 1.0",
            "tributary_cluster_count 1.0",
            "tributary_cluster_epoch 1.0");
    assertThat(metrics.scrape()).contains("tributary_build_info{").contains("version=\"1.2\"");
  }

  @Test
  void stalenessOfWhatIsAcceptedIsAHistogram() {
    metrics.decided(accepted(0));
    metrics.decided(accepted(2));
    metrics.decided(accepted(2));
    assertThat(metrics.scrape().lines())
        .contains(
            "tributary_update_staleness_versions_bucket{le=\"0.5\"} 1",
            "tributary_update_staleness_versions_bucket{le=\"1.0\"} 1",
            "tributary_update_staleness_versions_bucket{le=\"2.0\"} 3",
            "tributary_update_staleness_versions_count 3",
            "tributary_update_staleness_versions_sum 4.0");
  }

  /** Of the newest version: one tensor of two agrees wholly, one coordinate of four does not. */
  @Test
  void agreementIsToldOfEachCluster() {
    publish(1, new TensorAgreement("query", AdapterFactor.A, 9, 9, 0, 9, 1));
    publish(
        2,
        new TensorAgreement("query", AdapterFactor.A, 3, 3, 0, 2, 1),
        new TensorAgreement("query", AdapterFactor.B, 1, 0, 1, 0, 1));
    publish(3);
    assertThat(metrics.scrape().lines())
        .contains(
            "tributary_agreement_mean_factor{cluster=\"c0\"} 0.75",
            "tributary_agreement_conflict_rate{cluster=\"c0\"} 0.25");
  }

  private void publish(int version, TensorAgreement... agreement) {
    var name = new AdapterVersion(C0, 1, version, "ab".repeat(8));
    metrics.published(
        new AdapterManifest(name, "", "", List.of(), List.of(), Instant.EPOCH, List.of(agreement)));
  }

  @Test
  void restoringTellsHowManyRecordsRemain() {
    var remaining = new AtomicLong(7);
    metrics.watchRestore(remaining::get);
    assertThat(metrics.scrape().lines()).contains("tributary_restore_remaining_records 7.0");
    remaining.set(0);
    assertThat(metrics.scrape().lines()).contains("tributary_restore_remaining_records 0.0");
  }

  private static LedgerEntry accepted(int staleness) {
    return new LedgerEntry(
        UpdateId.parse("good/0#1"),
        C0,
        Verdict.ACCEPTED,
        RejectReason.NONE,
        "",
        3,
        2560,
        1,
        staleness,
        FakeClient.NOW,
        1);
  }

  @Test
  void aClusteringThatNobodyHasMadeIsNoNumber() {
    assertThat(metrics.scrape().lines()).contains("tributary_cluster_epoch NaN");
  }

  @Test
  void noLabelIsAClient() {
    try (var harness = new TopologyHarness(spec, metrics)) {
      harness.announce(good.embedding(0, 1));
      harness.announce(bad.embedding(0, 1));
      harness.send(update(harness, good, 0.5f));
    }
    assertThat(metrics.scrape()).doesNotContain("good");
  }

  private FakeClient.Update update(TopologyHarness harness, FakeClient client, float value) {
    float[] delta = new float[20];
    delta[0] = value;
    return client.update(1, harness.newest(C0), 1, delta);
  }
}
