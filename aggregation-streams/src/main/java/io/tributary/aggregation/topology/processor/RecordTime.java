package io.tributary.aggregation.topology.processor;

import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Dates records as far as their times can be trusted: the broker's time is accepted, a producer's
 * is bounded. Decisions are dated by it, also those about other clients; and Streams reads the
 * oldest record first, so that a record from the far future would delay its partition.
 *
 * @param clock of this machine, milliseconds since 1970
 * @param ofClients whether clients write the topic: where its broker does not date their records,
 *     as {@code topics apply} makes it, no record is taken to be much older than those before it
 */
public record RecordTime(LongSupplier clock, boolean ofClients) implements TimestampExtractor {
  /**
   * The largest age of a producer's record in milliseconds: a producer that retries for some
   * minutes sends records that are as old.
   */
  static final long OLDEST_MS = 10 * 60_000;

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
      return record.timestamp();
    }
    long now = clock.getAsLong();
    // Streams' default would stop the topology for a record without a time.
    long said = record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    if (ofClients) {
      said = Math.max(said, (partitionTime < 0 ? now : partitionTime) - OLDEST_MS);
    }
    return Math.max(0, Math.min(said, now));
  }
}
