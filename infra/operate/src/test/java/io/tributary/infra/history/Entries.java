package io.tributary.infra.history;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Records of a made-up federation, each at the next offset of one partition. */
public final class Entries {
  public static final ClusterId C0 = new ClusterId(0);
  public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private long offset;

  public PositionedRecord<LedgerEntry> accepted(String update, int version) {
    return entry(update, C0, Verdict.ACCEPTED, RejectReason.NONE, "", version);
  }

  public PositionedRecord<LedgerEntry> quarantined(String update, RejectReason reason) {
    return entry(update, C0, Verdict.QUARANTINED, reason, "too much", 0);
  }

  public PositionedRecord<LedgerEntry> decided(String update, Verdict verdict, String detail) {
    return entry(update, C0, verdict, RejectReason.NONE, detail, 0);
  }

  public PositionedRecord<LedgerEntry> entry(
      String update,
      ClusterId cluster,
      Verdict verdict,
      RejectReason reason,
      String detail,
      int version) {
    Instant at = START.plusSeconds(offset);
    long weight = verdict == Verdict.ACCEPTED ? 256 * 10 : 0;
    return logged(
        new LedgerEntry(
            UpdateId.parse(update), cluster, verdict, reason, detail, version, weight, 1, 0, at, 1),
        "f.update-ledger");
  }

  public PositionedRecord<QuarantineRecord> aside(String subject, RejectReason reason, int bytes) {
    return aside(subject, reason, "too much", bytes, Status.OPEN);
  }

  public PositionedRecord<QuarantineRecord> ruled(String subject, String detail, Status status) {
    return aside(subject, RejectReason.NONE, detail, 0, status);
  }

  private PositionedRecord<QuarantineRecord> aside(
      String subject, RejectReason reason, String detail, int bytes, Status status) {
    Instant at = START.plusSeconds(offset);
    return logged(
        new QuarantineRecord(
            subject, reason, detail, "f.adapter-updates", 1, 40, new byte[bytes], at, status),
        "f.quarantine");
  }

  /** A version whose digest repeats its number. */
  public PositionedRecord<AdapterManifest> version(int version, String... updates) {
    return agreed(version, List.of(), updates);
  }

  /** The same with how far its contributors agreed. */
  public PositionedRecord<AdapterManifest> agreed(
      int version, List<TensorAgreement> agreement, String... updates) {
    List<Contribution> parts =
        Arrays.stream(updates)
            .map(update -> new Contribution(UpdateId.parse(update), 2560, 1, 0, 2560, 0, 0))
            .toList();
    return logged(
        new AdapterManifest(
            new AdapterVersion(C0, 1, version, digest(version)),
            digest(version - 1),
            digest(99),
            List.of(digest(50)),
            parts,
            START.plusSeconds(offset),
            agreement),
        "f.global-adapters");
  }

  public static String digest(int number) {
    return "%016x".formatted(number);
  }

  public <T> PositionedRecord<T> logged(T value, String topic) {
    offset++;
    return new PositionedRecord<>(
        value, new RecordPosition(topic, 0, offset), START.plusSeconds(offset));
  }
}
