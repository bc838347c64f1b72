package io.tributary.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.FakeFleet;
import io.tributary.aggregation.topology.HostileRecords;
import io.tributary.aggregation.topology.HostileRecords.Hostile;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicSpec.Cleanup;
import io.tributary.testkit.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real broker: hostile records in every topic that the aggregator reads, and a kill -9 before
 * it can be done with them, so that it finds them once more where it starts.
 */
class HostileRestartTest {
  private static final long SEED = Long.getLong("tributary.fuzz.seed", 20_261_130);
  private static final int RECORDS = 80;

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path dir;

  @Test
  void aKilledAggregatorPublishesTheUndisturbedVersionsAmongHostileRecords() throws Exception {
    FederationSpec spec = AggregatorChild.spec(KAFKA.uniqueName("hostile"));
    try (var federation = new LiveFederation(KAFKA, spec)) {
      Process child = AggregatorChild.start(federation.connection, dir.resolve("state"));
      try {
        var fleet = FakeFleet.of(federation, CrashTest.CLIENTS);
        SortedSet<ClusterId> clusters = fleet.announce();
        var random = new Random(SEED);
        for (int round = 1; round <= CrashTest.ROUNDS; round++) {
          List<FakeClient.Update> updates = fleet.updates(round);
          updates.subList(0, 2).forEach(federation::send);
          var records =
              new HostileRecords(
                  random, federation.topics(), federation.codecs(), updates.get(0).manifest());
          for (int i = 0; i < RECORDS; i++) {
            Hostile hostile = records.next(round - 1);
            // A compacted topic refuses a record without a key by itself.
            if (hostile.key() != null || hostile.topic().cleanup() != Cleanup.COMPACT) {
              federation.sendRaw(hostile.topic(), hostile.key(), hostile.value());
            }
          }
          child.destroyForcibly().waitFor();
          child = AggregatorChild.start(federation.connection, dir.resolve("state"));
          updates.subList(2, CrashTest.CLIENTS).forEach(federation::send);
          for (ClusterId cluster : clusters) {
            federation.awaitVersion(cluster, round);
          }
        }
        assertThat(child.isAlive()).as("seed %d", SEED).isTrue();
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(federation.digests()).as("seed %d", SEED).isEqualTo(CrashTest.undisturbed(spec));
      assertThat(federation.decisions)
          .filteredOn(entry -> entry.verdict() == Verdict.ACCEPTED)
          .extracting(LedgerEntry::update)
          .doesNotHaveDuplicates()
          .hasSize(CrashTest.CLIENTS * CrashTest.ROUNDS);
    }
  }
}
