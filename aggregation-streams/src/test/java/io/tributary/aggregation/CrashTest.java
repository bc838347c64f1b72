package io.tributary.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.FakeFleet;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.testkit.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Killed with -9 in every round: what is published does not change, and nothing counts twice. */
class CrashTest {
  static final int CLIENTS = 4;
  static final int ROUNDS = 2;

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path dir;

  @Test
  void killedAggregatorPublishesTheUndisturbedVersions() throws Exception {
    FederationSpec spec = AggregatorChild.spec(KAFKA.uniqueName("crash"));
    try (var federation = new LiveFederation(KAFKA, spec)) {
      Process child = AggregatorChild.start(federation.connection, dir.resolve("state-1"));
      try {
        var fleet = FakeFleet.of(federation, CLIENTS);
        SortedSet<ClusterId> clusters = fleet.announce();
        for (int round = 1; round <= ROUNDS; round++) {
          List<FakeClient.Update> updates = fleet.updates(round);
          updates.subList(0, 2).forEach(federation::send);
          child.destroyForcibly().waitFor();
          // The first time it finds its disk as it was, the second time its disk is lost, too.
          child = AggregatorChild.start(federation.connection, dir.resolve("state-" + round));
          federation.send(updates.get(0));
          updates.subList(2, CLIENTS).forEach(federation::send);
          for (ClusterId cluster : clusters) {
            federation.awaitVersion(cluster, round);
          }
        }
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(federation.manifests).hasSize(2 * ROUNDS);
      assertThat(federation.digests()).isEqualTo(undisturbed(spec));
      assertThat(federation.decisions)
          .filteredOn(entry -> entry.verdict() == Verdict.ACCEPTED)
          .extracting(LedgerEntry::update)
          .doesNotHaveDuplicates()
          .hasSize(CLIENTS * ROUNDS);
    }
  }

  /** The same clients under the test driver, where nothing ever fails. */
  static Map<String, String> undisturbed(FederationSpec spec) {
    try (var harness = new TopologyHarness(spec)) {
      var fleet = FakeFleet.of(harness, CLIENTS);
      fleet.announce();
      for (int round = 1; round <= ROUNDS; round++) {
        fleet.updates(round).forEach(harness::send);
      }
      var digests = new TreeMap<String, String>();
      harness.manifests().forEach(m -> digests.put(m.key(), m.version().digest()));
      return digests;
    }
  }
}
