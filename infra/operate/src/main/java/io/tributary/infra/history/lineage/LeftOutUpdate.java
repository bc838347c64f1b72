package io.tributary.infra.history.lineage;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.LedgerEntry;

/**
 * An update that a window did not merge.
 *
 * @param decision with the reason
 * @param countedIn a version that contains it later; 0: none
 */
public record LeftOutUpdate(PositionedRecord<LedgerEntry> decision, int countedIn) {}
