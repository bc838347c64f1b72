/**
 * The ledger's side of the conversation: the processor that feeds each cluster's ledger, and what
 * its records mean to others. Enter at {@link
 * io.tributary.aggregation.topology.ledger.LedgerProcessor}.
 */
package io.tributary.aggregation.topology.ledger;
