package io.tributary.infra.history;

import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;

/**
 * What became of one update.
 *
 * @param id which
 * @param manifests every committed copy, in the order of the log
 * @param chunks where its payload lies, by chunk index; unknown places for what was not found
 * @param quarantine what was set aside under its name
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
  /** How far an update came. */
  public enum Stage {
    /** Nothing is known of it. */
    UNSEEN,
    /** It is in the log, and nothing was decided yet. */
    WAITING,
    QUARANTINED,
    /** A person decided that it never counts. */
    DISCARDED,
    /** Its window is open, or its version in the making. */
    ACCEPTED,
    /** Its window's version does not hold it: the strategy chose others. */
    LEFT_OUT,
    MERGED
  }

  public UpdateTrace {
    manifests = List.copyOf(manifests);
    chunks = List.copyOf(chunks);
    quarantine = List.copyOf(quarantine);
    decisions = List.copyOf(decisions);
  }

  /** The decision that counted it, if one did. */
  public Optional<LedgerEntry> acceptance() {
    return newest(Verdict.ACCEPTED);
  }

  /** Its part in the version. */
  public Optional<Contribution> contribution() {
    return version.flatMap(
        manifest ->
            manifest.value().contributions().stream()
                .filter(part -> part.update().equals(id))
                .findFirst());
  }

  /** How far it came. */
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
          // What was said about a copy says nothing about the update.
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
