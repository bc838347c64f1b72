package io.tributary.schemas.event;

import io.tributary.schemas.id.UpdateId;

/**
 * One update's part in a version.
 *
 * @param update which
 * @param weight integer weight units, as in the ledger
 * @param clip factor on its payload
 * @param staleness versions that its base lagged behind
 */
public record Contribution(UpdateId update, long weight, double clip, int staleness) {}
