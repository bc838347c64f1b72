/**
 * The stored form of a ledger's state: small entries by key, each beginning with the number of its
 * form. Enter at {@link io.tributary.aggregation.ledger.store.LedgerEntries}. Pure: must not import
 * Kafka or Avro.
 */
package io.tributary.aggregation.ledger.store;
