package io.tributary.aggregation.topology.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.HarnessSettings;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody fills the stores with clusters or slots that he made up. */
class UnregisteredClustersTest {
  private static final int STRANGERS = 300;
  private static final int MADE_UP = 10_000;

  private final FederationSpec spec = Federations.rounds(Federations.one(1));
  private final FakeClient honest = FakeClient.of(spec, "honest", 0, 1, 10);
  private final FakeClient liar = FakeClient.of(spec, "liar", 0, 1, 10);

  @Test
  void tenThousandClustersThatDoNotExistLeaveBoundedStateAndAnEarlyHonestUpdateCounts() {
    try (TopologyHarness harness = harness()) {
      harness.send(honest.update(1, initial(0), 1, new float[20]));
      for (int cluster = 1; cluster <= MADE_UP; cluster++) {
        FakeClient.Update update = liar.update(cluster, initial(cluster), 1, new float[20]);
        if (cluster % 3 != 0) {
          harness.send(update.manifest());
        }
        if (cluster % 3 != 1) {
          update.chunks().forEach(harness::send);
        }
        assertBounded(harness);
      }
      harness.announce(honest.embedding(1, 0));
      assertThat(harness.newest(new ClusterId(0)).version()).isEqualTo(1);

      harness.advance(Duration.ofMinutes(11));
      assertBounded(harness);
      assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
      assertAllInQuarantine(harness);
    }
  }

  private static void assertAllInQuarantine(TopologyHarness harness) {
    List<LedgerEntry> decisions = new ArrayList<>(harness.decisions());
    decisions.removeIf(entry -> entry.verdict() == Verdict.ACCEPTED);
    // What comes of an update after its cluster was given up is decided once more.
    assertThat(decisions.stream().map(LedgerEntry::update).distinct()).hasSize(MADE_UP);
    assertThat(decisions)
        .extracting(LedgerEntry::reason)
        .containsOnly(
            RejectReason.UNKNOWN_CLUSTER, RejectReason.CHUNK_MISSING, RejectReason.CHUNK_ORPHANED);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::subject)
        .containsExactlyElementsOf(
            decisions.stream().map(entry -> entry.update().toString()).toList());
  }

  @Test
  void slotsThatDoNotExistLeaveBoundedState() {
    try (TopologyHarness harness = harness()) {
      harness.announce(honest.embedding(1, 0));
      for (int client = 0; client < MADE_UP / 5; client++) {
        FakeClient nobody = FakeClient.of(spec, "nobody-" + client, 0, 1, 10);
        harness.send(nobody.update(1, initial(0), 1, new float[20]));
        if (client % 50 == 0) {
          harness.advance(Duration.ofMinutes(1));
          assertBounded(harness);
        }
      }
      harness.send(honest.update(1, initial(0), 1, new float[20]));
      assertThat(harness.newest(new ClusterId(0)).version()).isEqualTo(1);
    }
  }

  @Test
  void theClustersWithTheHighestNumbersAreGivenUp() {
    try (TopologyHarness harness = harness()) {
      for (int cluster = 1; cluster <= MADE_UP / 10; cluster++) {
        harness.send(liar.update(1, initial(cluster), 1, new float[20]).manifest());
      }
      int most = STRANGERS / 2;
      assertThat(harness.stored(TopologyNames.LEDGERS_STORE))
          .isNotEmpty()
          .allSatisfy(
              key ->
                  assertThat(ClusterId.parse(key.substring(0, key.indexOf(' '))).value())
                      .isLessThanOrEqualTo(most));
    }
  }

  /** Found by the simulation's seed 3238: only one was given up, and it held nothing. */
  @Test
  void asManyAreGivenUpAsItTakes() {
    try (TopologyHarness harness = harness()) {
      for (int cluster = 1; cluster < STRANGERS / 2; cluster++) {
        harness.send(liar.update(1, initial(cluster), 1, new float[20]).manifest());
      }
      // Nobody sent these: two clusters that are spoken of, and have nothing stored.
      for (int cluster : List.of(MADE_UP, MADE_UP + 1)) {
        harness.discard(
            liar.update(1, initial(cluster), 1, new float[20]).manifest(),
            new OperatorDecision("mira", "a mistake"));
      }
      harness.send(liar.update(1, initial(STRANGERS), 1, new float[20]).manifest());

      assertThat(harness.stored(TopologyNames.LEDGERS_STORE)).hasSizeLessThanOrEqualTo(STRANGERS);
    }
  }

  private static void assertBounded(TopologyHarness harness) {
    assertThat(harness.stored(TopologyNames.LEDGERS_STORE)).hasSizeLessThan(2 * STRANGERS);
    assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).hasSizeLessThanOrEqualTo(STRANGERS);
  }

  private TopologyHarness harness() {
    var limits = new LedgerLimits(10_000, STRANGERS, Duration.ofMinutes(10), Duration.ofMinutes(1));
    return new TopologyHarness(spec, HarnessSettings.limited(limits));
  }

  private AdapterVersion initial(int cluster) {
    return new AdapterVersion(new ClusterId(cluster), 0, 0, spec.initialAdapter().digest());
  }
}
