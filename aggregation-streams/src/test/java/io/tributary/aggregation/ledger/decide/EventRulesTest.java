package io.tributary.aggregation.ledger.decide;

import static io.tributary.aggregation.ledger.LedgerFixture.C0;
import static io.tributary.aggregation.ledger.LedgerFixture.MERGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.ClusterLedger;
import io.tributary.aggregation.ledger.LedgerFixture;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.ChunkReply.ChunkMeasured;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the aggregator's own tasks would never say is refused, and what they say never is. */
class EventRulesTest {
  private static final UpdateId ID = UpdateId.parse("a/0#1");
  private final LedgerFixture fixture = LedgerFixture.rounds("a/0");

  @Test
  void refusesMembershipOfEpochsAndRevisionsThatCannotBe() {
    requireRefused(members(0, 2), members(2, 0));
    requireRefused(members(IdBounds.MAX_NUMBER, 2), members(2, IdBounds.MAX_COUNT));
    requireRefused(members(1 + EventRules.MAX_EPOCHS_AHEAD + 1, 2));
    requireRefused(members(2, 1 + EventRules.MAX_REVISIONS_AHEAD + 1));
    requireTaken(members(1 + EventRules.MAX_EPOCHS_AHEAD, 1 + EventRules.MAX_REVISIONS_AHEAD));
  }

  /** A cluster may be born late in the life of its federation. */
  @Test
  void takesAnyEpochThatMayBeOfAClusterThatIsNew() {
    var rules = fixture.rules;
    var born = new ClusterLedger(rules, C0);
    assertThat(born.refuse(members(EventRules.MAX_EPOCH, EventRules.MAX_REVISION))).isEmpty();
    assertThat(born.refuse(members(5, EventRules.MAX_REVISION + 1))).isPresent();
  }

  /** Were only higher revisions taken, one that somebody made up would silence the clustering. */
  @Test
  void theNextTrueWordPutsAForgedMembershipRight() {
    MembersChanged forged = members(900, 900_000_000);
    assertThat(fixture.ledger.refuse(forged)).isEmpty();
    fixture.ledger.members(forged, fixture.moment());
    fixture.members(2, "a/0", "b/0");
    fixture.update("a/0", 1, fixture.initial());
    assertThat(fixture.versionInTheMaking()).isZero();
    fixture.update("b/0", 1, fixture.initial());
    assertThat(fixture.versionInTheMaking()).isEqualTo(1);
  }

  @Test
  void theSameWordAgainChangesNothing() {
    var slots = new TreeSet<>(List.of(SlotId.parse("a/0")));
    assertThat(fixture.ledger.members(new MembersChanged(C0, 1, 1, slots), fixture.moment()))
        .isEmpty();
  }

  @Test
  void refusesInspectionsThatNoTaskMakes() {
    requireTaken(inspected(0, MERGED, 80, 1, "", 0), inspected(0, MERGED, 0, 0, "", -1));
    requireRefused(inspected(99, MERGED, 80, 1, "", 0));
    requireRefused(inspected(1, MERGED, 80, 1, "", 0), inspected(0, "no digest", 80, 1, "", 0));
    requireRefused(inspected(0, MERGED, -1, 1, "", 0), inspected(0, MERGED, 80, 1, "", -2));
    requireRefused(inspected(0, MERGED, 80, Double.NaN, "", 0));
    requireRefused(inspected(0, MERGED, 80, -1, "", 0));
    requireRefused(inspected(0, MERGED, 80, 1, "x".repeat(1_500), 0));
  }

  @Test
  void refusesChunksOfVersionsThatAreNotMade() {
    requireRefused(new ChunkMerged(C0, 55, 0, MERGED), new ChunkMerged(C0, 1, 0, MERGED));
    requireRefused(new ChunkMerged(C0, 0, 0, MERGED));
    fixture.update("a/0", 1, fixture.initial());
    requireTaken(new ChunkMerged(C0, 1, 0, MERGED));
    requireRefused(new ChunkMerged(C0, 1, 1, MERGED));
    requireRefused(new ChunkMerged(C0, 2, 0, MERGED), new ChunkMerged(C0, 1, 0, "x"));
    var foreign = new TensorAgreement("no target module", AdapterFactor.A, 1, 1, 1, 1, 1);
    requireRefused(new ChunkMerged(C0, 1, 0, MERGED, List.of(foreign)));
    var known = new TensorAgreement("layer.query", AdapterFactor.A, 1, 1, 1, 1, 1);
    requireTaken(new ChunkMerged(C0, 1, 0, MERGED, List.of(known)));
    requireRefused(new ChunkMerged(C0, 1, 0, MERGED, Collections.nCopies(3, known)));
  }

  /** As the ledger asks again when an answer is late, two may come. */
  @Test
  void theSameAnswerAgainChangesNothing() {
    fixture.update("a/0", 1, fixture.initial());
    fixture.merged(1);
    requireTaken(new ChunkMerged(C0, 1, 0, MERGED));
    assertThat(fixture.merged(1)).isEmpty();
  }

  @Test
  void refusesDistancesWhereNothingIsMeasured() {
    requireRefused(new ChunkMeasured(C0, 55, 0, List.of(), List.of()));
    fixture.update("a/0", 1, fixture.initial());
    requireRefused(new ChunkMeasured(C0, 2, 0, List.of(ID), List.of()));
  }

  @Test
  void refusesReleasesOfRecordsThatLieNowhere() {
    requireRefused(released("t", -2, 0), released("t", 0, -2));
    requireTaken(released("test.adapter-updates", -1, -1));
  }

  /** A payload may have been away, or somebody's orders may have come in between. */
  @Test
  void ordersThatNobodyAnswersAreGivenAgain() {
    fixture.update("a/0", 1, fixture.initial());
    assertThat(fixture.tickAfter(Duration.ZERO)).isEmpty();
    assertThat(fixture.tickAfter(Duration.ofMinutes(9))).isEmpty();
    var part = new Contribution(ID, 2560, 1, 0, 2560, 0, 0);
    var again =
        new VersionStep.CommandsRepeated(1, 2560, false, List.of(ID), Set.of(), List.of(part));
    assertThat(fixture.tickAfter(Duration.ofMinutes(1))).containsExactly(again);
    assertThat(fixture.tickAfter(Duration.ofMinutes(9))).isEmpty();
    fixture.restore();
    assertThat(fixture.tickAfter(Duration.ofMinutes(9))).isEmpty();
    assertThat(fixture.tickAfter(Duration.ofMinutes(10))).containsExactly(again);
    fixture.merged(1);
    assertThat(fixture.tickAfter(Duration.ofHours(1))).isEmpty();
  }

  private void requireRefused(ClusterEvent... events) {
    for (ClusterEvent event : events) {
      assertThat(fixture.ledger.refuse(event))
          .as("%s", event)
          .hasValueSatisfying(
              flaw -> assertThat(flaw.reason()).isEqualTo(RejectReason.INVALID_ORDER));
    }
  }

  private void requireTaken(ClusterEvent... events) {
    for (ClusterEvent event : events) {
      assertThat(fixture.ledger.refuse(event)).as("%s", event).isEmpty();
    }
  }

  private static MembersChanged members(int epoch, long revision) {
    return new MembersChanged(C0, epoch, revision, new TreeSet<>());
  }

  private static ChunkInspected inspected(
      int index, String digest, int bytes, double squares, String detail, long offset) {
    return new ChunkInspected(C0, ID, index, digest, bytes, squares, RejectReason.NONE, detail)
        .at(offset);
  }

  private UpdateReleased released(String topic, int partition, long offset) {
    UpdateManifest manifest = fixture.manifestOf("a/0", 1, fixture.initial(), 1);
    return new UpdateReleased(
        manifest, topic, partition, offset, List.of(), new OperatorDecision("", ""));
  }
}
