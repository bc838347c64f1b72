/**
 * Rows of text and the JSONL files they are read from, also while others append to them. A line
 * that is no row is a value with its reason. Enter at {@link io.tributary.worker.data.row.Rows}.
 * Must not import Kafka, DJL or Avro.
 */
package io.tributary.worker.data.row;
