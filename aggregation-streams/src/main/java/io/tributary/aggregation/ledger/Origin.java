package io.tributary.aggregation.ledger;

/**
 * Where a record was read.
 *
 * @param topic full name
 * @param partition of the topic
 * @param offset of the record, -1 if unknown
 */
public record Origin(String topic, int partition, long offset) {}
