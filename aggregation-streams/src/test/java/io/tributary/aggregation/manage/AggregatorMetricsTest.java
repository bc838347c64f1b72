package io.tributary.aggregation.manage;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
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
            "tributary_dlq_records_total{stage=\"clustering\"} 0.0",
            "tributary_dlq_records_total{stage=\"ledger\"} 2.0",
            "tributary_dlq_records_total{stage=\"merge\"} 0.0",
            "tributary_update_bytes_count 1",
            "tributary_update_bytes_sum 80.0",
            "tributary_commit_lag_seconds_count 3",
            "tributary_cluster_events_total{kind=\"chunk_inspected\"} 2.0",
            "tributary_cluster_events_total{kind=\"members_changed\"} 1.0",
            "tributary_cluster_events_total{kind=\"update_released\"} 0.0",
            "tributary_cluster_count 1.0",
            "tributary_cluster_drift{cluster=\"c0\"} 0.0",
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

  @Test
  void aggregationLastsFromTheFirstOrderToTheVersion() {
    var nanos = new AtomicLong();
    var timed = new AggregatorMetrics("1.2", Clock.systemUTC(), nanos::get);
    timed.ordered(close(0, 3));
    nanos.set(2_000_000_000L);
    timed.ordered(close(1, 3));
    nanos.set(2_500_000_000L);
    timed.published(manifest(3));
    timed.published(manifest(4));
    assertThat(timed.scrape().lines())
        .contains(
            "tributary_aggregation_duration_seconds_count 1",
            "tributary_aggregation_duration_seconds_sum 2.5",
            "tributary_aggregation_duration_seconds_bucket{le=\"1.0\"} 0",
            "tributary_aggregation_duration_seconds_bucket{le=\"5.0\"} 1");
  }

  private static ChunkCommand.Close close(int index, int version) {
    return new ChunkCommand.Close(new ChunkKey(C0, index), version, 256, List.of());
  }

  /** The machine's clock is compared to the broker's, and may be behind it. */
  @Test
  void lagIsTheTimeSinceTheRecordWasWritten() {
    for (int seconds : new int[] {3, -5}) {
      Clock late = Clock.offset(Clock.fixed(FakeClient.NOW, ZoneOffset.UTC), ofSeconds(seconds));
      var lagging = new AggregatorMetrics("1.2", late, System::nanoTime);
      lagging.decided(accepted(0));
      assertThat(lagging.scrape().lines())
          .contains("tributary_commit_lag_seconds_sum " + (seconds > 0 ? "3.0" : "0.0"));
    }
  }

  @Test
  void driftIsHowFarACentroidMovedWithTheNewestClustering() {
    metrics.clustered(state(1, 1, 1, 0));
    metrics.clustered(state(2, 2, 0, 1));
    metrics.clustered(state(2, 3, 0, 1));
    assertThat(metrics.scrape().lines())
        .contains("tributary_cluster_drift{cluster=\"c0\"} " + Math.sqrt(2));
  }

  private static ClusterState state(int epoch, long revision, float x, float y) {
    return new ClusterState(
        epoch,
        revision,
        "mini",
        List.of(new ClusterCentroid(C0, new float[] {x, y}, 0)),
        new TreeMap<>(),
        Set.of(),
        FakeClient.NOW);
  }

  @Test
  void updatesInPartsAreCountedUntilTheyAreNoLongerOurs() {
    metrics.incomplete(C0, 2);
    metrics.incomplete(new ClusterId(1), 3);
    assertThat(metrics.scrape().lines()).contains("tributary_chunks_incomplete 5.0");
    metrics.incomplete(C0, 0);
    assertThat(metrics.scrape().lines()).contains("tributary_chunks_incomplete 3.0");
  }

  @Test
  void anUpdateWithoutItsChunksIsIncomplete() {
    try (var harness = new TopologyHarness(spec, metrics)) {
      harness.announce(good.embedding(0, 1));
      harness.announce(bad.embedding(0, 1));
      harness.send(update(harness, good, 0.5f).manifest());
      harness.advance(ofSeconds(1));
      assertThat(metrics.scrape().lines()).contains("tributary_chunks_incomplete 1.0");
    }
    assertThat(metrics.scrape().lines()).contains("tributary_chunks_incomplete 0.0");
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
    metrics.published(manifest(version, agreement));
  }

  private static AdapterManifest manifest(int version, TensorAgreement... agreement) {
    var name = new AdapterVersion(C0, 1, version, "ab".repeat(8));
    return new AdapterManifest(
        name, "", "", List.of(), List.of(), Instant.EPOCH, List.of(agreement));
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
