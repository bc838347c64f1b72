package io.tributary.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.testkit.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Killed with -9 in every round, with and without its state directory: nothing changes. */
class CrashTest {
  private static final int ROUNDS = 3;

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path dir;

  @Test
  void killedAggregatorPublishesTheUndisturbedVersions() throws Exception {
    Map<String, String> undisturbed = run("calm", false);
    Map<String, String> crashed = run("crash", true);
    assertThat(crashed).hasSize(2 * ROUNDS).isEqualTo(undisturbed);
  }

  private Map<String, String> run(String name, boolean kill) throws Exception {
    String unique = KAFKA.uniqueName(name);
    try (var federation = new LiveFederation(KAFKA, AggregatorChild.spec(unique))) {
      Process child = AggregatorChild.start(federation.connection, dir.resolve(name));
      try {
        var fleet = FakeFleet.of(federation, 4);
        fleet.announce();
        for (int round = 1; round <= ROUNDS; round++) {
          List<FakeClient.Update> updates = fleet.updates(round);
          updates.subList(0, 2).forEach(federation::send);
          if (kill) {
            child.destroyForcibly().waitFor();
            // Every second time its disk is lost, too.
            String stateDir = round % 2 == 0 ? name : name + "-fresh-" + round;
            child = AggregatorChild.start(federation.connection, dir.resolve(stateDir));
            updates.subList(0, 1).forEach(federation::send);
          }
          updates.subList(2, 4).forEach(federation::send);
          fleet.awaitRound(round);
        }
        assertThat(federation.decisions)
            .filteredOn(entry -> entry.verdict() == Verdict.ACCEPTED)
            .extracting(LedgerEntry::update)
            .doesNotHaveDuplicates()
            .hasSize(4 * ROUNDS);
        assertThat(federation.manifests).hasSize(2 * ROUNDS);
        return new TreeMap<>(federation.digests());
      } finally {
        child.destroyForcibly().waitFor();
      }
    }
  }
}
