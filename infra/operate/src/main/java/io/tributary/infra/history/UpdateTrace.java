package io.tributary.infra.history;

import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;

/**
 * The history of one update.
 *
 * @param id of the update
 * @param manifests every committed copy, in the order of the log
 * @param chunks positions of its payload, by chunk index; unknown where not found
 * @param quarantine rejected records under its name
 * @param decisions of the ledger, in order
 * @param version that its window made; empty while there is none, or if its manifest is gone
 * @param published whether its window has made a version
 */
public record UpdateTrace(
    UpdateId id,
    List<PositionedRecord<UpdateManifest>> manifests,
    List<RecordPosition> chunks,
    List<PositionedRecord<QuarantineRecord>> quarantine,
    List<PositionedRecord<LedgerEntry>> decisions,
    Optional<PositionedRecord<AdapterManifest>> version,
    boolean published) {
  /** The stage that an update has reached. */
  public enum Stage {
    /** No record of it is known. */
    UNSEEN,
    /** It is in the log, and undecided. */
    WAITING,
    QUARANTINED,
    /** An operator decided that it never counts. */
    DISCARDED,
    /** The update's window is open, or its version is in progress. */
    ACCEPTED,
    /**
     * The version of the update's window does not contain it, because the strategy chose others.
     */
    LEFT_OUT,
    MERGED
  }

  public UpdateTrace {
    manifests = List.copyOf(manifests);
    chunks = List.copyOf(chunks);
    quarantine = List.copyOf(quarantine);
    decisions = List.copyOf(decisions);
  }

  /** Returns the decision that counted it, if one did. */
  public Optional<LedgerEntry> acceptance() {
    return newest(Verdict.ACCEPTED);
  }

  /** Returns its contribution to the version. */
  public Optional<Contribution> contribution() {
    return version.flatMap(
        manifest ->
            manifest.value().contributions().stream()
                .filter(part -> part.update().equals(id))
                .findFirst());
  }

  /** Returns the stage that it has reached. */
  public Stage stage() {
    if (newest(Verdict.LEFT_OUT).isPresent()) {
      return Stage.LEFT_OUT;
    }
    if (acceptance().isPresent()) {
      return published ? Stage.MERGED : Stage.ACCEPTED;
    }
    return undecided();
  }

  private Stage undecided() {
    Stage stage = manifests.isEmpty() && quarantine.isEmpty() ? Stage.UNSEEN : Stage.WAITING;
    for (PositionedRecord<LedgerEntry> decision : decisions) {
      switch (decision.value().verdict()) {
        case QUARANTINED -> stage = Stage.QUARANTINED;
        case DISCARDED -> stage = Stage.DISCARDED;
        case RELEASED -> stage = Stage.WAITING;
        default -> {
          // A decision about a copy does not concern the update.
        }
      }
    }
    return stage;
  }

  private Optional<LedgerEntry> newest(Verdict verdict) {
    return decisions.stream()
        .map(PositionedRecord::value)
        .filter(entry -> entry.verdict() == verdict)
        .reduce((first, second) -> second);
  }
}
