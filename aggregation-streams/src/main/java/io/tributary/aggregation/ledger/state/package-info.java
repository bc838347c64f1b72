/**
 * Holds what one cluster's ledger knows: its members, undecided updates, open window, version in
 * progress and what was decided before. Enter at {@link
 * io.tributary.aggregation.ledger.state.LedgerState}. Only {@code LedgerTransition} changes it.
 * Pure: must not import Kafka or Avro.
 */
package io.tributary.aggregation.ledger.state;
