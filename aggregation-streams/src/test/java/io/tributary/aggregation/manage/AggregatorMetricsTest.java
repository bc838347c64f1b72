package io.tributary.aggregation.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.id.ClusterId;
import java.nio.charset.StandardCharsets;
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
