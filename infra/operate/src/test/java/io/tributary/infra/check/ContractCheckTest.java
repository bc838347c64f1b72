package io.tributary.infra.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.infra.check.ClientRecords.Named;
import io.tributary.infra.check.ContractFinding.Level;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractCheckTest {
  private final CheckedClient client = new CheckedClient();

  @Test
  void aClientThatNobodySawHasAnnouncedNothing() {
    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::what)
        .containsExactly("it has announced no slot");
  }

  @Test
  void aSlotThatIsMissingIsNamed() {
    client.announce(0, 3, new float[] {0.6f, 0.8f});
    client.announce(2, 3, new float[] {0.6f, 0.8f});

    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::what)
        .contains("it has announced 2 of 3 slots, without 1");
    assertThat(client.findings(Level.WAITING))
        .extracting(ContractFinding::what)
        .contains("clustering begins when 2 clients have announced all their slots");
  }

  @Test
  void anAnnouncementIsHeldAgainstTheRulesOfTheAggregator() {
    client.announce(0, 1, new float[] {3, 4});

    assertThat(client.findings(Level.WRONG))
        .anySatisfy(
            finding -> {
              assertThat(finding.subject()).isEqualTo("ward/0");
              assertThat(finding.what())
                  .startsWith("BAD_EMBEDDING: norm of the centroid must be in 0.01..1.001");
              assertThat(finding.fix()).contains("announce the slot again");
            });
  }

  @Test
  void aSlotThatNoClusteringHasIsWrongOnceThereIsOne() {
    client.announce(0, 1, new float[] {0.6f, 0.8f});
    client.cluster(Map.of());

    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::what)
        .contains("no clustering has it: its announcement was not taken, or is about to be");
  }

  @Test
  void decisionsAndWhatWaitsAreTold() {
    client.announce(0, 1, new float[] {0.6f, 0.8f});
    client.cluster(Map.of(CheckedClient.SLOT, CheckedClient.C0));
    client.decide(1, Verdict.ACCEPTED, RejectReason.NONE, 1);
    assertThat(client.findings(Level.WRONG)).isEmpty();
    assertThat(client.findings(Level.FINE))
        .extracting(ContractFinding::what)
        .contains("it is in c0", "it counts in version 1 of c0 with weight 2.5");

    client.send(2, 0);
    assertThat(client.findings(Level.WAITING))
        .extracting(ContractFinding::subject, ContractFinding::what)
        .anyMatch(one -> one.toString().contains("ward/0#2") && one.toString().contains("decided"));

    client.evidence.addVersion(CheckedClient.C0, 9_999);
    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::what)
        .anyMatch(what -> what.startsWith("it waits, trained from version 0 of c0"));

    client.decide(2, Verdict.QUARANTINED, RejectReason.STALE_BASE, 0);
    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::what, ContractFinding::fix)
        .containsExactly(tuple("STALE_BASE: in words", "Train from the cluster's newest version."));
  }

  @Test
  void whatWasRefusedByItselfIsTheClientsOnlyIfItIsKnownToBe() {
    client.announce(0, 1, new float[] {0.6f, 0.8f});
    client.setAside(
        "f.adapter-updates-0@7",
        RejectReason.BAD_SIGNATURE,
        Optional.of(Named.of(CheckedClient.SLOT)));
    client.setAside(
        "f.adapter-updates-0@8",
        RejectReason.BAD_SIGNATURE,
        Optional.of(Named.of(SlotId.parse("lab/0"))));
    client.setAside("f.adapter-updates-0@9", RejectReason.UNDECODABLE, Optional.empty());

    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::subject)
        .containsExactly("f.adapter-updates-0@7");
    assertThat(client.findings(Level.WAITING))
        .extracting(ContractFinding::what)
        .contains(
            "1 records of f.adapter-updates could not be read, whosesoever they are; the newest:"
                + " in words");
  }

  @Test
  void ofManyThatWereSetAsideTheNewestAreKept() {
    for (int i = 0; i < 3 * ClientRecords.MOST; i++) {
      client.setAside(
          "f.adapter-updates-0@" + i,
          RejectReason.BAD_SIGNATURE,
          Optional.of(Named.of(CheckedClient.SLOT)));
    }

    assertThat(client.evidence.quarantined()).hasSize(ClientRecords.MOST);
    assertThat(client.evidence.quarantined().get(0).subject())
        .isEqualTo("f.adapter-updates-0@" + 2 * ClientRecords.MOST);
    assertThat(client.findings(Level.WAITING))
        .extracting(ContractFinding::what)
        .contains("100 older records of it are in quarantine and not named here");
  }

  /** Anybody may write it, and a client that lies about itself gets an answer, too. */
  @Test
  void moreSlotsThanNamesAllowAreWrongAndNoCrash() {
    client.announce(0, 20_000, new float[] {0.6f, 0.8f});

    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::what)
        .anyMatch(what -> what.startsWith("it has announced 1 of 20000 slots, without 1, 2, 3"));
  }

  @Test
  void whatAStrangerSignsSaysNothingAboutTheClient() {
    ClientIdentity own = ClientIdentity.of(new byte[ClientIdentity.SEED_BYTES]);
    client.membershipIndex.accept(
        new ClientRegistration(
            CheckedClient.WARD, own.key(), ClientRegistration.FIRST_USE, CheckedClient.AT));
    client.announce(0, 1, new float[] {3, 4});
    client.send(999, 0);

    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::what)
        .containsExactly("it has announced no slot");
    assertThat(client.findings(Level.WAITING)).isEmpty();
  }

  /** Whoever may write the topic may write a tombstone; the aggregator takes the client's only. */
  @Test
  void aSlotThatHasAClusterIsNotWithdrawnByATombstone() {
    client.announce(0, 1, new float[] {0.6f, 0.8f});
    client.evidence.addWithdrawal(CheckedClient.SLOT);
    assertThat(client.findings(Level.WAITING))
        .extracting(ContractFinding::what)
        .contains("it was withdrawn");

    client.cluster(Map.of(CheckedClient.SLOT, CheckedClient.C0));
    assertThat(client.findings(Level.FINE))
        .extracting(ContractFinding::what)
        .contains("it is in c0");
    assertThat(client.findings(Level.WRONG)).isEmpty();
  }

  @Test
  void theReasonOfARefusedChunkIsSaidBesideItsUpdateThatWaits() {
    client.announce(0, 1, new float[] {0.6f, 0.8f});
    client.cluster(Map.of(CheckedClient.SLOT, CheckedClient.C0));
    client.send(7, 0);
    client.setAside(
        "ward/0#7", RejectReason.WRONG_LAYOUT, Optional.of(Named.of(CheckedClient.SLOT)));
    client.setAside(
        "ward/0#7", RejectReason.CHUNK_DIGEST, Optional.of(Named.of(CheckedClient.SLOT)));
    client.decide(7, Verdict.QUARANTINED, RejectReason.CHUNK_MISSING, 0);
    client.setAside(
        "ward/0#7", RejectReason.CHUNK_MISSING, Optional.of(Named.of(CheckedClient.SLOT)));

    assertThat(client.findings(Level.WRONG))
        .extracting(finding -> finding.what().substring(0, finding.what().indexOf(':')))
        .containsExactly("CHUNK_MISSING", "WRONG_LAYOUT", "CHUNK_DIGEST");
  }

  @Test
  void whatWasSettledIsWrongNoMore() {
    client.announce(0, 1, new float[] {0.6f, 0.8f});
    client.cluster(Map.of(CheckedClient.SLOT, CheckedClient.C0));
    client.setAside("ward/0#3", RejectReason.NORM_BOUND, Optional.of(Named.of(CheckedClient.SLOT)));
    client.setAside("ward/0#5", RejectReason.NORM_BOUND, Optional.of(Named.of(CheckedClient.SLOT)));
    assertThat(client.findings(Level.WRONG)).hasSize(2);

    client.quarantine(
        "ward/0#3",
        RejectReason.NONE,
        Optional.of(Named.of(CheckedClient.SLOT)),
        -1,
        Status.RELEASED);
    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::subject)
        .containsExactly("ward/0#5");

    client.decide(6, Verdict.ACCEPTED, RejectReason.NONE, 1);
    assertThat(client.findings(Level.WRONG)).isEmpty();
  }

  /** Its sequence was out of reach, and it was refused by itself. */
  @Test
  void anUpdateThatWasRefusedByItselfHidesNoOther() {
    client.announce(0, 1, new float[] {0.6f, 0.8f});
    client.cluster(Map.of(CheckedClient.SLOT, CheckedClient.C0));
    client.decide(8, Verdict.ACCEPTED, RejectReason.NONE, 1);
    client.send(999_999, 0);
    String place = "f.adapter-updates-0@999999";
    Named about = Named.of(new UpdateId(CheckedClient.SLOT, 999_999));
    client.quarantine(place, RejectReason.SEQUENCE_AHEAD, Optional.of(about), 999_999, Status.OPEN);

    assertThat(client.findings(Level.FINE))
        .extracting(ContractFinding::subject)
        .contains("ward/0#8");
    assertThat(client.findings(Level.WAITING)).isEmpty();
    assertThat(client.findings(Level.WRONG))
        .extracting(ContractFinding::subject, ContractFinding::what)
        .containsExactly(tuple(place, "SEQUENCE_AHEAD: ward/0#999999: in words"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyReasonHasARemedy(RejectReason reason) {
    assertThat(RejectionAdvice.of(reason)).endsWith(".");
  }
}
