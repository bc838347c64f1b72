package io.tributary.infra.check;

import io.tributary.infra.check.ClientRecords.Named;
import io.tributary.infra.check.ContractFinding.Level;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
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

/** A client whose records are checked, and what a test lets it write and be told. */
final class CheckedClient {
  static final Instant AT = Instant.parse("2026-11-30T08:00:00Z");
  static final ClientId WARD = new ClientId("ward");
  static final SlotId SLOT = new SlotId(WARD, 0);
  static final ClusterId C0 = new ClusterId(0);
  static final AdapterLayout LAYOUT = new AdapterLayout(1, 1, List.of(new TargetModule("a", 2, 2)));
  static final FederationSpec SPEC =
      new FederationSpec(
          "f",
          "base@1",
          2,
          LAYOUT,
          5,
          new ClusteringSettings(ClusteringSettings.Mode.TASKS, 1, 2, 1.5, 2, 7),
          WindowSettings.rounds());

  final MembershipIndex membershipIndex = new MembershipIndex();
  final ClientRecords evidence = new ClientRecords(WARD, membershipIndex);

  List<ContractFinding> findings(Level level) {
    return new ContractCheck(SPEC, evidence)
        .findings().stream().filter(finding -> finding.level() == level).toList();
  }

  void announce(int index, int of, float[] centroid) {
    var slot = new SlotId(WARD, index);
    var embedding = new TaskEmbedding(slot, of, "base@1", 10, centroid, 0, AT);
    evidence.addAnnouncement(
        new PositionedRecord<>(embedding, new RecordPosition("f.task-embeddings", 0, index), AT));
    membershipIndex.accept(embedding);
  }

  void cluster(Map<SlotId, ClusterId> assignments) {
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

  void send(int sequence, int base) {
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

  void decide(int sequence, Verdict verdict, RejectReason reason, int version) {
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

  void setAside(String subject, RejectReason reason, Optional<Named> about) {
    quarantine(subject, reason, about, 7, Status.OPEN);
  }

  void quarantine(
      String subject, RejectReason reason, Optional<Named> about, long offset, Status status) {
    evidence.addQuarantined(
        new QuarantineRecord(
            subject, reason, "in words", "f.adapter-updates", 0, offset, new byte[0], AT, status),
        about);
  }
}
