package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody speaks for a client but who holds its key. */
class SignedFederationTest extends SignedFederation {
  @Test
  void aRoundOfSignedUpdatesMakesAVersion() {
    bothJoin();

    harness.send(alice.update(1, harness.newest(C0), 0.5f));
    harness.send(bob.update(1, harness.newest(C0), 0.25f));

    assertThat(harness.newest(C0).version()).isEqualTo(1);
    assertThat(harness.quarantine()).isEmpty();
  }

  @Test
  void unsignedAndForgedRecordsAreRefusedBeforeAnythingElse() {
    harness.announce(alice.client().embedding(0, 1));
    TaskEmbedding signed = alice.embedding(0, 1);
    harness.announce(moved(signed));
    harness.send(alice.client().update(1, harness.newest(C0), 1, new float[20]));

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.BAD_SIGNATURE)
        .hasSize(4);
    assertThat(harness.stored(TopologyNames.SLOTS_STORE)).isEmpty();
    assertThat(harness.stored(TopologyNames.LEDGERS_STORE)).isEmpty();
    assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
  }

  @Test
  void aStrangersUpdateInAClientsNameUsesUpNoneOfItsSequences() {
    bothJoin();

    harness.send(mallory.update(1, harness.newest(C0), 4f));
    harness.send(mallory.update(900_000, harness.newest(C0), 4f));

    assertThat(harness.decisions()).isEmpty();
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.KEY_MISMATCH)
        .hasSize(4);
    harness.send(alice.update(1, harness.newest(C0), 0.5f));
    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.ACCEPTED);
  }

  /** The clustering tells the members again before an update has waited too long. */
  @Test
  void aForgedMembershipWithoutKeysCostsNoUpdateAndLetsNobodyIn() {
    bothJoin();
    var slots = List.of(SlotId.parse("alice/0"), SlotId.parse("bob/0"));
    harness.event(new MembersChanged(C0, 1, 1, slots));

    harness.send(mallory.update(1, harness.newest(C0), 4f));
    harness.send(alice.update(1, harness.newest(C0), 0.5f));
    harness.send(bob.update(1, harness.newest(C0), 0.25f));
    assertThat(harness.decisions()).isEmpty();
    harness.advance(Duration.ofSeconds(20));

    assertThat(harness.newest(C0).version()).isEqualTo(1);
    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.KEY_MISMATCH);
  }

  @Test
  void aStrangersChunkForAnothersUpdateIsNothing() {
    bothJoin();
    List<UpdateChunk> forged = mallory.update(1, harness.newest(C0), 4f).chunks();

    forged.forEach(harness::send);
    harness.send(alice.update(1, harness.newest(C0), 0.5f));
    forged.forEach(harness::send);
    harness.send(bob.update(1, harness.newest(C0), 0.5f));

    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
    assertThat(harness.newest(C0).version()).isEqualTo(1);
    assertThat(harness.values(harness.newest(C0))[0] - harness.spec().initialAdapter().values()[0])
        .isEqualTo(0.5f, within(1e-6f));
    assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
  }

  /** What comes before its slot is known waits by author, and only its client's then counts. */
  @Test
  void whatAStrangerSentBeforeTheClientJoinedDecidesNothing() {
    harness.send(mallory.update(1, harness.newest(C0), 4f));
    harness.send(alice.update(1, harness.newest(C0), 0.5f));
    bothJoin();

    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.ACCEPTED);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.KEY_MISMATCH);
    assertThat(harness.stored(TopologyNames.LEDGERS_STORE))
        .noneMatch(key -> key.contains("pending/"));
  }

  @Test
  void nothingIsRememberedOfSlotsThatNeverJoin() {
    bothJoin();
    SignedClient stranger = SignedClient.of(harness.spec(), "stranger", 5);

    harness.send(stranger.update(7, harness.newest(C0), 0.5f));
    harness.advance(Duration.ofMinutes(2));

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.UNKNOWN_SLOT);
    assertThat(harness.decisions()).isEmpty();
    assertThat(harness.stored(TopologyNames.LEDGERS_STORE))
        .noneMatch(key -> key.contains("stranger"));
  }

  @Test
  void oneRecordCannotUseUpTheSequencesOfASlot() {
    bothJoin();

    harness.send(alice.update(999_999_999_999_999_999L, harness.newest(C0), 0.5f));
    harness.send(alice.update(1, harness.newest(C0), 0.5f));

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.SEQUENCE_AHEAD);
    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.ACCEPTED);
  }

  /** Signed for another place. */
  private static TaskEmbedding moved(TaskEmbedding signed) {
    return new TaskEmbedding(
        signed.slot(),
        signed.clientSlots(),
        signed.baseModel(),
        signed.samples(),
        new float[] {1, 0},
        signed.spread(),
        signed.computedAt(),
        signed.vote(),
        signed.authorship());
  }
}
