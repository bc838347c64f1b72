/**
 * Implements the merge strategies that withstand updates which are wrong, by accident or by intent.
 * They look at all payloads of a window together. All but the weighted median ignore weights: a
 * count of samples is a client's own claim, where the ledger does not bound it.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.robust.TrimmedMean} and {@link
 * io.tributary.aggregation.merge.robust.Krum}. Pure: of the aggregator it imports {@code merge},
 * {@code merge.strategy} and {@code merge.linear} only.
 */
package io.tributary.aggregation.merge.robust;
