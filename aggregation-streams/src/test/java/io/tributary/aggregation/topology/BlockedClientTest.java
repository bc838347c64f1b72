package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.spec.FederationSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person's word about a client reaches every ledger, and can be taken back. */
class BlockedClientTest {
  private static final ClusterId C0 = new ClusterId(0);

  private final FederationSpec spec = Federations.rounds(Federations.tasks(1, 2));
  private final FakeClient good = FakeClient.of(spec, "good", 0, 1, 10);
  private final FakeClient bad = FakeClient.of(spec, "bad", 0, 1, 10);
  private final TopologyHarness harness = new TopologyHarness(spec);

  @AfterEach
  void closeHarness() {
    harness.close();
  }

  @Test
  void itsUpdatesAreSetAsideWithThePersonsReason() {
    announceBoth();
    harness.block("bad", "sends test rows");
    harness.send(update(bad, 1, C0));
    QuarantineRecord record = harness.quarantine().get(0);
    assertThat(record.reason()).isEqualTo(RejectReason.CLIENT_BLOCKED);
    assertThat(record.subject()).isEqualTo("bad/0#1");
    assertThat(record.detail())
        .isEqualTo(
            "client bad is blocked, because: sends test rows: tributary clients unblock bad");
    assertThat(record.record()).isNotEmpty();
  }

  @Test
  void noRoundWaitsForIt() {
    announceBoth();
    harness.send(update(good, 1, C0));
    assertThat(harness.newest(C0).version()).isZero();
    harness.block("bad", "");
    assertThat(harness.newest(C0).version()).isEqualTo(1);
    harness.send(update(good, 2, C0));
    assertThat(harness.newest(C0).version()).isEqualTo(2);
  }

  @Test
  void anUpdateThatWaitsForItsChunksWhenItsClientIsBlockedIsSetAside() {
    announceBoth();
    FakeClient.Update update = update(bad, 1, C0);
    harness.send(update.manifest());
    harness.block("bad", "");
    update.chunks().forEach(harness::send);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.CLIENT_BLOCKED);
  }

  @Test
  void onceUnblockedItCountsAndIsWaitedForAgain() {
    announceBoth();
    harness.block("bad", "");
    harness.unblock("bad");
    harness.send(update(good, 1, C0));
    assertThat(harness.newest(C0).version()).isZero();
    harness.send(update(bad, 1, C0));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
    assertThat(harness.quarantine()).isEmpty();
  }

  @Test
  void aTombstoneUnblocksToo() {
    announceBoth();
    harness.block("bad", "");
    harness.sendRaw(harness.topics().clientPolicy(), "bad", null);
    harness.send(update(bad, 1, C0));
    assertThat(harness.quarantine()).isEmpty();
  }

  @Test
  void itsNewEmbeddingsAreWithheldUntilItIsUnblocked() {
    announceBoth();
    harness.block("late", "unknown origin");
    FakeClient late = FakeClient.of(spec, "late", 0, 1, 5);
    harness.announce(late.embedding(0, 1));
    assertThat(harness.clusters().clusterOf(late.slot())).isEmpty();
    assertThat(harness.clusters().parked()).isEmpty();
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::subject, QuarantineRecord::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("late/0", RejectReason.CLIENT_BLOCKED));
    harness.unblock("late");
    assertThat(harness.clusters().clusterOf(late.slot())).hasValue(C0);
  }

  @Test
  void itsSlotsLeaveTheClusteringAndComeBack() {
    announceBoth();
    harness.block("bad", "");
    assertThat(harness.clusters().assignments()).containsOnlyKeys(good.slot());
    assertThat(harness.clusters().parked()).isEmpty();
    harness.unblock("bad");
    assertThat(harness.clusters().clusterOf(bad.slot())).hasValue(C0);
    assertThat(harness.clusters().epoch()).isEqualTo(1);
  }

  @Test
  void aClusterOfBlockedClientsAloneIsKeptForThem() {
    announceBoth();
    harness.block("bad", "");
    harness.block("good", "");
    assertThat(harness.clusters().assignments()).isEmpty();
    harness.unblock("good");
    harness.unblock("bad");
    assertThat(harness.clusters().clusterOf(good.slot())).hasValue(C0);
    harness.send(update(good, 1, C0));
    harness.send(update(bad, 1, C0));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
  }

  @Test
  void aClusterThatIsBornLaterKnowsItToo() {
    harness.block("bad", "");
    announceBoth();
    FakeClient third = FakeClient.of(spec, "third", 0, 1, 10);
    harness.announce(third.embedding(0, 1));
    harness.send(update(bad, 1, C0));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.CLIENT_BLOCKED, RejectReason.CLIENT_BLOCKED);
  }

  @Test
  void aPatternBlocksMembersAndWhoIsYetToCome() {
    announceBoth();
    harness.send(update(good, 1, C0));
    harness.block("ba*", "bots");
    assertThat(harness.newest(C0).version()).isEqualTo(1);
    FakeClient late = FakeClient.of(spec, "bat", 0, 1, 5);
    harness.announce(late.embedding(0, 1));
    harness.send(update(late, 1, C0));
    assertThat(harness.clusters().clusterOf(late.slot())).isEmpty();
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::subject, QuarantineRecord::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "bat/0",
                "client bat is blocked by ba*, because: bots: tributary clients unblock bat"),
            org.assertj.core.groups.Tuple.tuple(
                "bat/0#1",
                "client bat is blocked by ba*, because: bots: tributary clients unblock bat"));
    harness.unblock("ba*");
    assertThat(harness.clusters().clusterOf(late.slot())).hasValue(C0);
  }

  @Test
  void whoIsUnblockedByNameIsFreeOfThePatternBeforeAndAfterIt() {
    announceBoth();
    harness.unblock("bad");
    harness.block("ba*", "bots");
    FakeClient late = FakeClient.of(spec, "bat", 0, 1, 5);
    harness.announce(late.embedding(0, 1));
    harness.unblock("bat");
    assertThat(harness.clusters().clusterOf(late.slot())).hasValue(C0);
    harness.send(update(bad, 1, C0));
    harness.send(update(late, 1, C0));
    harness.send(update(good, 1, C0));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
    harness.sendRaw(harness.topics().clientPolicy(), "bad", null);
    harness.send(update(bad, 2, C0));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::subject)
        .containsExactly("bat/0", "bad/0#2");
  }

  @Test
  void onePatternTooManyIsSetAside() {
    announceBoth();
    for (int p = 0; p < ClientDecisions.MAX_PATTERNS; p++) {
      harness.block("p" + p + "-*", "");
    }
    harness.block("ba*", "");
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.INVALID_ORDER);
    harness.unblock("p0-*");
    harness.block("ba*", "");
    harness.send(update(bad, 1, C0));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.CLIENT_BLOCKED);
  }

  private void announceBoth() {
    harness.announce(good.embedding(0, 1));
    harness.announce(bad.embedding(0, 1));
  }

  private FakeClient.Update update(FakeClient client, long sequence, ClusterId cluster) {
    return client.update(sequence, harness.newest(cluster), 1, new float[20]);
  }
}
