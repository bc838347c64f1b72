package io.tributary.infra.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.check.ClientEvidence.Named;
import io.tributary.infra.check.Finding.Level;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.RecordPosition;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractCheckTest {
  private static final Instant AT = Instant.parse("2026-11-30T08:00:00Z");
  private static final ClientId WARD = new ClientId("ward");
  private static final SlotId SLOT = new SlotId(WARD, 0);
  private static final ClusterId C0 = new ClusterId(0);
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(1, 1, List.of(new TargetModule("a", 2, 2)));
  private static final FederationSpec SPEC =
      new FederationSpec(
          "f",
          "base@1",
          2,
          LAYOUT,
          5,
          new ClusteringSettings(ClusteringSettings.Mode.TASKS, 1, 2, 1.5, 2, 7),
          WindowSettings.rounds());

  private final MembershipIndex membershipIndex = new MembershipIndex();
  private final ClientEvidence evidence = new ClientEvidence(WARD, membershipIndex);

  @Test
  void aClientThatNobodySawHasAnnouncedNothing() {
    assertThat(findings(Level.WRONG))
        .extracting(Finding::what)
        .containsExactly("it has announced no slot");
  }

  @Test
  void aSlotThatIsMissingIsNamed() {
    announce(0, 3, new float[] {0.6f, 0.8f});
    announce(2, 3, new float[] {0.6f, 0.8f});

    assertThat(findings(Level.WRONG))
        .extracting(Finding::what)
        .contains("it has announced 2 of 3 slots, without 1");
    assertThat(findings(Level.WAITING))
        .extracting(Finding::what)
        .contains("clustering begins when 2 clients have announced all their slots");
  }

  @Test
  void anAnnouncementIsHeldAgainstTheRulesOfTheAggregator() {
    announce(0, 1, new float[] {3, 4});

    assertThat(findings(Level.WRONG))
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
    announce(0, 1, new float[] {0.6f, 0.8f});
    cluster(Map.of());

    assertThat(findings(Level.WRONG))
        .extracting(Finding::what)
        .contains("no clustering has it: its announcement was not taken, or is about to be");
  }

  @Test
  void decisionsAndWhatWaitsAreTold() {
    announce(0, 1, new float[] {0.6f, 0.8f});
    cluster(Map.of(SLOT, C0));
    decide(1, Verdict.ACCEPTED, RejectReason.NONE, 1);
    assertThat(findings(Level.WRONG)).isEmpty();
    assertThat(findings(Level.FINE))
        .extracting(Finding::what)
        .contains("it is in c0", "it counts in version 1 of c0 with weight 2.5");

    send(2, 0);
    assertThat(findings(Level.WAITING))
        .extracting(Finding::subject, Finding::what)
        .anyMatch(one -> one.toString().contains("ward/0#2") && one.toString().contains("decided"));

    evidence.addVersion(C0, 9_999);
    assertThat(findings(Level.WRONG))
        .extracting(Finding::what)
        .anyMatch(what -> what.startsWith("it waits, trained from version 0 of c0"));

    decide(2, Verdict.QUARANTINED, RejectReason.STALE_BASE, 0);
    assertThat(findings(Level.WRONG))
        .extracting(Finding::what, Finding::fix)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "STALE_BASE: in words", "Train from the cluster's newest version."));
  }

  @Test
  void whatWasRefusedByItselfIsTheClientsOnlyIfItIsKnownToBe() {
    announce(0, 1, new float[] {0.6f, 0.8f});
    setAside("f.adapter-updates-0@7", RejectReason.BAD_SIGNATURE, Optional.of(Named.of(SLOT)));
    setAside(
        "f.adapter-updates-0@8",
        RejectReason.BAD_SIGNATURE,
        Optional.of(Named.of(SlotId.parse("lab/0"))));
    setAside("f.adapter-updates-0@9", RejectReason.UNDECODABLE, Optional.empty());

    assertThat(findings(Level.WRONG))
        .extracting(Finding::subject)
        .containsExactly("f.adapter-updates-0@7");
    assertThat(findings(Level.WAITING))
        .extracting(Finding::what)
        .contains(
            "1 records of f.adapter-updates could not be read, whosesoever they are; the newest:"
                + " in words");
  }

  @Test
  void ofManyThatWereSetAsideTheNewestAreKept() {
    for (int i = 0; i < 3 * ClientEvidence.MOST; i++) {
      setAside("f.adapter-updates-0@" + i, RejectReason.BAD_SIGNATURE, Optional.of(Named.of(SLOT)));
    }

    assertThat(evidence.quarantined()).hasSize(ClientEvidence.MOST);
    assertThat(evidence.quarantined().get(0).subject())
        .isEqualTo("f.adapter-updates-0@" + 2 * ClientEvidence.MOST);
    assertThat(findings(Level.WAITING))
        .extracting(Finding::what)
        .contains("100 older records of it are in quarantine and not named here");
  }

  /** Anybody may write it, and a client that lies about itself gets an answer, too. */
  @Test
  void moreSlotsThanNamesAllowAreWrongAndNoCrash() {
    announce(0, 20_000, new float[] {0.6f, 0.8f});

    assertThat(findings(Level.WRONG))
        .extracting(Finding::what)
        .anyMatch(what -> what.startsWith("it has announced 1 of 20000 slots, without 1, 2, 3"));
  }

  @Test
  void whatAStrangerSignsSaysNothingAboutTheClient() {
    ClientIdentity own = ClientIdentity.of(new byte[ClientIdentity.SEED_BYTES]);
    membershipIndex.accept(
        new ClientRegistration(WARD, own.key(), ClientRegistration.FIRST_USE, AT));
    announce(0, 1, new float[] {3, 4});
    send(999, 0);

    assertThat(findings(Level.WRONG))
        .extracting(Finding::what)
        .containsExactly("it has announced no slot");
    assertThat(findings(Level.WAITING)).isEmpty();
  }

  /** Whoever may write the topic may write a tombstone; the aggregator takes the client's only. */
  @Test
  void aSlotThatHasAClusterIsNotWithdrawnByATombstone() {
    announce(0, 1, new float[] {0.6f, 0.8f});
    evidence.addWithdrawal(SLOT);
    assertThat(findings(Level.WAITING)).extracting(Finding::what).contains("it was withdrawn");

    cluster(Map.of(SLOT, C0));
    assertThat(findings(Level.FINE)).extracting(Finding::what).contains("it is in c0");
    assertThat(findings(Level.WRONG)).isEmpty();
  }

  @Test
  void theReasonOfARefusedChunkIsSaidBesideItsUpdateThatWaits() {
    announce(0, 1, new float[] {0.6f, 0.8f});
    cluster(Map.of(SLOT, C0));
    send(7, 0);
    setAside("ward/0#7", RejectReason.WRONG_LAYOUT, Optional.of(Named.of(SLOT)));
    setAside("ward/0#7", RejectReason.CHUNK_DIGEST, Optional.of(Named.of(SLOT)));
    decide(7, Verdict.QUARANTINED, RejectReason.CHUNK_MISSING, 0);
    setAside("ward/0#7", RejectReason.CHUNK_MISSING, Optional.of(Named.of(SLOT)));

    assertThat(findings(Level.WRONG))
        .extracting(finding -> finding.what().substring(0, finding.what().indexOf(':')))
        .containsExactly("CHUNK_MISSING", "WRONG_LAYOUT", "CHUNK_DIGEST");
  }

  @Test
  void whatWasSettledIsWrongNoMore() {
    announce(0, 1, new float[] {0.6f, 0.8f});
    cluster(Map.of(SLOT, C0));
    setAside("ward/0#3", RejectReason.NORM_BOUND, Optional.of(Named.of(SLOT)));
    setAside("ward/0#5", RejectReason.NORM_BOUND, Optional.of(Named.of(SLOT)));
    assertThat(findings(Level.WRONG)).hasSize(2);

    quarantine("ward/0#3", RejectReason.NONE, Optional.of(Named.of(SLOT)), -1, Status.RELEASED);
    assertThat(findings(Level.WRONG)).extracting(Finding::subject).containsExactly("ward/0#5");

    decide(6, Verdict.ACCEPTED, RejectReason.NONE, 1);
    assertThat(findings(Level.WRONG)).isEmpty();
  }

  /** Its sequence was out of reach, and it was refused by itself. */
  @Test
  void anUpdateThatWasRefusedByItselfHidesNoOther() {
    announce(0, 1, new float[] {0.6f, 0.8f});
    cluster(Map.of(SLOT, C0));
    decide(8, Verdict.ACCEPTED, RejectReason.NONE, 1);
    send(999_999, 0);
    String place = "f.adapter-updates-0@999999";
    Named about = Named.of(new UpdateId(SLOT, 999_999));
    quarantine(place, RejectReason.SEQUENCE_AHEAD, Optional.of(about), 999_999, Status.OPEN);

    assertThat(findings(Level.FINE)).extracting(Finding::subject).contains("ward/0#8");
    assertThat(findings(Level.WAITING)).isEmpty();
    assertThat(findings(Level.WRONG))
        .extracting(Finding::subject, Finding::what)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(place, "SEQUENCE_AHEAD: ward/0#999999: in words"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyReasonHasARemedy(RejectReason reason) {
    assertThat(Remedies.of(reason)).endsWith(".");
  }

  private List<Finding> findings(Level level) {
    return new ContractCheck(SPEC, evidence)
        .findings().stream().filter(finding -> finding.level() == level).toList();
  }

  private void announce(int index, int of, float[] centroid) {
    var slot = new SlotId(WARD, index);
    var embedding = new TaskEmbedding(slot, of, "base@1", 10, centroid, 0, AT);
    evidence.addAnnouncement(
        new PositionedRecord<>(embedding, new RecordPosition("f.task-embeddings", 0, index), AT));
    membershipIndex.accept(embedding);
  }

  private void cluster(Map<SlotId, ClusterId> assignments) {
    membershipIndex.accept(
        new ClusterState(
            1,
            1,
            "base@1",
            List.of(new ClusterCentroid(C0, new float[] {0.6f, 0.8f}, 0.1)),
            new TreeMap<>(assignments),
            Set.of(),
            AT,
            0));
  }

  private void send(int sequence, int base) {
    var manifest =
        new UpdateManifest(
            new UpdateId(SLOT, sequence),
            new AdapterVersion(C0, 0, base, "0".repeat(16)),
            1,
            LAYOUT.fullDigest(),
            10,
            AT,
            PayloadEncoding.FLOAT32,
            List.of("0".repeat(64)),
            1,
            new TrainingSummary(1, 1, 1, 1, 1));
    evidence.addUpdate(
        new PositionedRecord<>(manifest, new RecordPosition("f.adapter-updates", 0, sequence), AT));
  }

  private void decide(int sequence, Verdict verdict, RejectReason reason, int version) {
    evidence.addDecision(
        new LedgerEntry(
            new UpdateId(SLOT, sequence),
            C0,
            verdict,
            reason,
            "in words",
            version,
            version == 0 ? 0 : 640,
            1,
            0,
            AT,
            1));
  }

  private void setAside(String subject, RejectReason reason, Optional<Named> about) {
    quarantine(subject, reason, about, 7, Status.OPEN);
  }

  private void quarantine(
      String subject, RejectReason reason, Optional<Named> about, long offset, Status status) {
    evidence.addQuarantined(
        new QuarantineRecord(
            subject, reason, "in words", "f.adapter-updates", 0, offset, new byte[0], AT, status),
        about);
  }
}
