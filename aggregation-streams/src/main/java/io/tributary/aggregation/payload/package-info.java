/**
 * Reads payloads of updates from the log, through a bounded cache in the heap. A payload is written
 * once, by its client; the aggregator remembers its offset and reads it again when its copy in the
 * heap is gone.
 *
 * <p>Enter at {@link io.tributary.aggregation.payload.PayloadLog}. It must not import Kafka
 * Streams, Avro or any other package of the aggregator.
 */
package io.tributary.aggregation.payload;
