package io.tributary.infra.history.lineage;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;

/**
 * One update in a version.
 *
 * @param contribution as the version's manifest lists it
 * @param share of the window's weight, in 0..1
 * @param decision of the ledger; empty if it is no longer in the log
 * @param manifest of the update; empty if it is no longer in the log
 * @param chunks positions of its payload, by chunk index; unknown where not found
 */
public record MergedUpdate(
    Contribution contribution,
    double share,
    Optional<PositionedRecord<LedgerEntry>> decision,
    Optional<PositionedRecord<UpdateManifest>> manifest,
    List<RecordPosition> chunks) {
  public MergedUpdate {
    chunks = List.copyOf(chunks);
  }
}
