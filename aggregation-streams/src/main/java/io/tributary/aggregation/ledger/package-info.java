/**
 * Decides for one cluster which updates count, in which window, with which weight, and when a
 * window becomes a version.
 *
 * <p>Deciding returns {@link io.tributary.aggregation.ledger.decide.LedgerRecord}s, and only
 * applying them changes state, so that the log and the state cannot differ.
 *
 * <p>Enter at {@link io.tributary.aggregation.ledger.ClusterLedger}. Pure: of the aggregator it
 * imports {@code gate}, {@code limit}, {@code merge}, {@code state}, {@code decide} and {@code
 * store} only.
 */
package io.tributary.aggregation.ledger;
