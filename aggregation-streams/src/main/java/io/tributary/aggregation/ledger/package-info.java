/**
 * One cluster's decisions: which updates count, in which window, with which weight, and when a
 * window becomes a version.
 *
 * <p>Deciding returns {@link io.tributary.aggregation.ledger.LedgerRecord}s, and only applying them
 * changes state, so that what was logged and what is known can never differ.
 *
 * <p>Enter at {@link io.tributary.aggregation.ledger.ClusterLedger}. Pure: must not import Kafka or
 * Avro, nor anything of ours but {@code gate} and the domain records.
 */
package io.tributary.aggregation.ledger;
