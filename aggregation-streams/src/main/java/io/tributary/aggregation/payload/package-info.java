/**
 * The payloads of updates where they already lie, in the log, and the bounded heap in front of it.
 *
 * <p>Enter at {@link io.tributary.aggregation.payload.PayloadLog}. A payload is written once, by
 * its client; the aggregator remembers its offset and reads it again when its copy in the heap is
 * gone. Must not import Kafka Streams, Avro or any other package of the aggregator.
 */
package io.tributary.aggregation.payload;
