package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.update.SlotWithdrawal;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Whose key is whose, and who lets a slot in or takes it back. */
class SignedMembershipTest extends SignedFederation {
  @Test
  void theFirstKeyOfAClientIsItsOwn() {
    bothJoin();

    harness.announce(mallory.embedding(9, 9));

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.KEY_MISMATCH);
    assertThat(keys()).containsExactly(tuple("alice", alice), tuple("bob", bob));
  }

  @Test
  void anOperatorGivesAClientAnotherKeyAndItsLedgerLearnsOfIt() {
    bothJoin();

    register("alice", mallory);
    harness.send(alice.update(1, harness.newest(C0), 0.5f));
    harness.send(mallory.update(1, harness.newest(C0), 0.5f));

    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.ACCEPTED);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.KEY_MISMATCH);
  }

  @Test
  void whereKeysAreRegisteredNobodyElseTakesPart() {
    harness.close();
    harness = harness(MembershipSettings.open().with(MembershipSettings.Mode.REGISTERED));
    register("alice", alice);

    harness.announce(alice.embedding(0, 1));
    harness.announce(bob.embedding(0, 1));

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.NOT_REGISTERED);
    assertThat(harness.clusters()).isNull();
  }

  @Test
  void aClientWhoseRegistrationIsTakenAwayLeaves() {
    bothJoin();
    register("bob", bob);

    harness.sendRaw(harness.topics().clientRegistrations(), "bob", null);

    assertThat(harness.clusters().assignments()).containsOnlyKeys(SlotId.parse("alice/0"));
    assertThat(harness.tombstones(harness.topics().clientKeys())).containsExactly("bob");
  }

  @Test
  void anOldAnnouncementThatIsSentAgainChangesNothing() {
    bothJoin();
    TaskEmbedding old = alice.embedding(0, 1);
    harness.announce(alice.embeddingAt(FakeClient.NOW.plusSeconds(5), 0, 1));

    harness.announce(old);

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.ANNOUNCEMENT_REPLAYED);
  }

  @Test
  void onlyItsClientTakesASlotBack() {
    bothJoin();
    String key = "alice/0";

    harness.sendRaw(harness.topics().taskEmbeddings(), key, null);
    harness.withdraw(key, withdrawal(mallory));
    assertThat(harness.clusters().assignments()).hasSize(2);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.BAD_SIGNATURE, RejectReason.KEY_MISMATCH);

    harness.withdraw(key, withdrawal(alice));
    assertThat(harness.clusters().assignments()).containsOnlyKeys(SlotId.parse("bob/0"));
  }

  private RecordHeaders withdrawal(SignedClient by) {
    SignatureWithKey author =
        SlotWithdrawal.of(alice.embedding(0, 1), by.identity(), harness.spec().federation())
            .authorship();
    var headers = new RecordHeaders();
    headers.add(SlotWithdrawal.KEY_HEADER, author.key().bytes());
    headers.add(SlotWithdrawal.SIGNATURE_HEADER, author.signature());
    return headers;
  }

  private List<Tuple> keys() {
    return harness.clientKeys().stream()
        .map(
            known ->
                tuple(
                    known.client().value(),
                    known.key().equals(alice.identity().key()) ? alice : bob))
        .toList();
  }
}
