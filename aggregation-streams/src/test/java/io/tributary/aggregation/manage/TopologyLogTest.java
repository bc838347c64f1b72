package io.tributary.aggregation.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.testkit.LogCapture;
import io.tributary.testkit.LogCapture.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the shipped topology logs. */
class TopologyLogTest {
  private static final ClusterId C0 = new ClusterId(0);

  private final FederationSpec spec = Federations.rounds(Federations.one(2));
  private final FakeClient good = FakeClient.of(spec, "good", 0, 1, 10);
  private final FakeClient bad = FakeClient.of(spec, "bad", 0, 1, 10);
  private final FakeClient late = FakeClient.of(spec, "late", 0, 1, 10);

  @Test
  void anOperatorReadsClusteringsAndVersions() {
    try (LogCapture log = LogCapture.of(TopologyLog.class);
        var harness = new TopologyHarness(spec, new TopologyLog())) {
      harness.announce(good.embedding(0, 1));
      harness.announce(bad.embedding(0, 1));
      harness.send(update(harness, good, 0.5f));
      harness.send(update(harness, bad, 0.25f));
      harness.announce(late.embedding(0, 1));

      assertThat(log.lines("INFO"))
          .extracting(Line::message)
          .containsSubsequence("clustering published", "version published", "members changed");
      assertThat(only(log, "clustering published"))
          .containsEntry("epoch", 1)
          .containsEntry("clusters", 1)
          .containsEntry("slots", 2);
      assertThat(log.lines("INFO").stream().filter(l -> l.message().equals("version published")))
          .last()
          .satisfies(
              line ->
                  assertThat(line.values())
                      .containsEntry("clusterId", C0)
                      .containsEntry("version", 1)
                      .containsEntry("updates", 2));
      assertThat(only(log, "members changed")).containsEntry("slots", 3);
    }
  }

  /** Strangers cause any number of them. */
  @Test
  void decisionsAndRejectedRecordsAreDetails() {
    try (LogCapture log = LogCapture.of(TopologyLog.class);
        var harness = new TopologyHarness(spec, new TopologyLog())) {
      harness.announce(good.embedding(0, 1));
      harness.announce(bad.embedding(0, 1));
      harness.send(update(harness, good, 0.5f));
      harness.sendRaw(
          harness.topics().adapterUpdates(),
          "c0",
          "not a record".getBytes(StandardCharsets.US_ASCII));

      assertThat(log.lines("WARN")).isEmpty();
      assertThat(values(log, "DEBUG", "update decided"))
          .singleElement()
          .satisfies(
              values ->
                  assertThat(values).containsKeys("updateId", "clusterId", "decision", "reason"));
      assertThat(values(log, "DEBUG", "record went to quarantine"))
          .singleElement()
          .satisfies(
              values ->
                  assertThat(values)
                      .containsEntry("processor", "ledger")
                      .containsEntry("partition", 0)
                      .containsKeys("topic", "offset", "reason", "subject"));
    }
  }

  private static Map<String, Object> only(LogCapture log, String message) {
    List<Map<String, Object>> all = values(log, "INFO", message);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<Map<String, Object>> values(LogCapture log, String level, String message) {
    return log.lines(level).stream()
        .filter(line -> line.message().equals(message))
        .map(Line::values)
        .toList();
  }

  private static FakeClient.Update update(TopologyHarness harness, FakeClient client, float value) {
    float[] delta = new float[20];
    delta[0] = value;
    return client.update(1, harness.newest(C0), 1, delta);
  }
}
