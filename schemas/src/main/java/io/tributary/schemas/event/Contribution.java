package io.tributary.schemas.event;

import io.tributary.schemas.id.UpdateId;

/**
 * One update's part in a version.
 *
 * @param update which
 * @param weight integer weight units, as in the ledger
 * @param clip factor on its payload
 * @param staleness versions that its base lagged behind
 * @param units weight units before the discount for staleness
 * @param rank rank components that the client trained, from 0; 0: all of the layout's
 * @param productNorm ||B A||_F over all sites of the client's factors; 0: not measured
 */
public record Contribution(
    UpdateId update,
    long weight,
    double clip,
    int staleness,
    long units,
    int rank,
    double productNorm) {}
