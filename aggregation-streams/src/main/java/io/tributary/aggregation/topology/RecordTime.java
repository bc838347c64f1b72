package io.tributary.aggregation.topology;

import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a record was written, as far as it can be trusted: the broker's word is taken, a producer's
 * is bounded. Decisions are dated by it, of other clients, too; and Streams reads the oldest record
 * first, so that one from the far future would keep its partition waiting.
 *
 * @param clock of this machine, milliseconds since 1970
 * @param ofClients whether clients write the topic: where its broker does not date their records,
 *     as {@code topics apply} has it do, none is taken to be much older than those before it
 */
record RecordTime(LongSupplier clock, boolean ofClients) implements TimestampExtractor {
  /** A producer that tries again for some minutes sends records that are as old as that. */
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
