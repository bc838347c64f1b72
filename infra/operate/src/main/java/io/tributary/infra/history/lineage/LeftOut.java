package io.tributary.infra.history.lineage;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.LedgerEntry;

/**
 * An update that a window did not merge.
 *
 * @param decision why
 * @param countedIn a version that took it up later; 0: none did
 */
public record LeftOut(PositionedRecord<LedgerEntry> decision, int countedIn) {}
