package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;
import static io.tributary.infra.sim.check.InvariantBroken.requireEqual;

import io.tributary.infra.sim.fleet.DeliveredRecords;
import io.tributary.infra.sim.view.OutputListener;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Compares what arrived with what was decided: nothing is lost, and nothing is invented. */
final class RecordAccounting implements OutputListener {
  private static final String POLICY = ".client-policy";

  private final DeliveredRecords deliveredRecords;
  private final LedgerCheck ledger;
  private final Map<String, Integer> setAside = new HashMap<>();
  private final Map<String, Integer> replayedChunks = new HashMap<>();
  private int unreadable;
  private int misplaced;
  private int invalid;

  RecordAccounting(DeliveredRecords deliveredRecords, LedgerCheck ledger) {
    this.deliveredRecords = deliveredRecords;
    this.ledger = ledger;
  }

  @Override
  public void quarantined(QuarantineRecord record) {
    if (record.reason() == RejectReason.UNDECODABLE) {
      unreadable++;
    } else if (record.reason() == RejectReason.WRONG_PARTITION) {
      misplaced++;
    } else if (record.reason() == RejectReason.INVALID_ORDER) {
      // Operators may block more patterns than there is room for, and are told so.
      invalid += record.topic().endsWith(POLICY) ? 0 : 1;
    } else if (record.status() != QuarantineRecord.Status.OPEN) {
      setAside.merge(record.status() + " " + record.subject(), 1, Integer::sum);
    } else {
      setAside.merge(record.subject(), 1, Integer::sum);
      if (record.reason() == RejectReason.SEQUENCE_REPLAYED && record.topic().isEmpty()) {
        replayedChunks.merge(record.subject(), 1, Integer::sum);
      }
    }
  }

  /**
   * Checks the balance when everything has been read and decided.
   *
   * @param waiting updates that still wait, which is allowed only in a scenario without time
   */
  void balance(Set<UpdateId> waiting) {
    SortedMap<UpdateId, Integer> manifests = deliveredRecords.manifestCounts();
    var all = new TreeSet<>(manifests.keySet());
    all.addAll(ledger.updates());
    for (UpdateId id : all) {
      if (!waiting.contains(id)) {
        requireBalanced(id, manifests.getOrDefault(id, 0));
      }
    }
    for (UpdateId id : deliveredRecords.chunked()) {
      require(
          ledger.entries(id) > 0 || waiting.contains(id),
          Invariant.ACCOUNTED,
          "chunks of " + id,
          "decided",
          "nowhere");
    }
    requireEqual(
        Invariant.QUARANTINE_TELLS, "unreadable records", deliveredRecords.noise(), unreadable);
    requireEqual(
        Invariant.QUARANTINE_TELLS,
        "records on wrong partitions",
        deliveredRecords.misplaced(),
        misplaced);
    requireEqual(
        Invariant.QUARANTINE_TELLS, "forged orders", deliveredRecords.forgeries(), invalid);
  }

  /**
   * Checks that every manifest and every operator's decision has one entry; a release has another
   * one when its update is decided again; chunks that are no longer awaited may have one of their
   * own.
   */
  private void requireBalanced(UpdateId id, int manifests) {
    int expected =
        manifests
            + deliveredRecords.rulings(id)
            + ledger.count(id, Verdict.RELEASED)
            + ledger.count(id, Verdict.LEFT_OUT)
            + ledger.count(id, Verdict.LIMITED)
            + ledger.orphaned(id)
            + replayedChunks.getOrDefault(id.toString(), 0);
    requireEqual(
        Invariant.ACCOUNTED,
        "entries about "
            + id
            + " ("
            + manifests
            + " manifests, "
            + deliveredRecords.rulings(id)
            + " rulings)",
        expected,
        ledger.entries(id));
    requireSetAside(id, "", Verdict.QUARANTINED);
    requireSetAside(id, "RELEASED ", Verdict.RELEASED);
    requireSetAside(id, "DISCARDED ", Verdict.DISCARDED);
  }

  /**
   * Checks that a rejected record has a reason; merge tasks reject, too: a chunk with an invalid
   * index or invalid bytes.
   */
  private void requireSetAside(UpdateId id, String status, Verdict verdict) {
    int told = setAside.getOrDefault(status + id, 0);
    int entries = ledger.count(id, verdict);
    require(
        told == entries || (verdict == Verdict.QUARANTINED && told > entries && isByzantine(id)),
        Invariant.QUARANTINE_TELLS,
        "records of " + id + " in quarantine, for entries " + verdict,
        entries,
        told);
  }

  private boolean isByzantine(UpdateId id) {
    return !deliveredRecords.isHonest(id.slot().client());
  }
}
