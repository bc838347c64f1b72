/**
 * Decides for a ledger, from what it knows and what arrives: whether an update counts, when a
 * window closes, what a person's ruling does. A decision is a {@link
 * io.tributary.aggregation.ledger.decide.LedgerRecord}; nothing here changes the state. Enter at
 * {@link io.tributary.aggregation.ledger.decide.UpdateDecision} and {@link
 * io.tributary.aggregation.ledger.decide.WindowDecision}. Pure: must not import Kafka or Avro.
 */
package io.tributary.aggregation.ledger.decide;
