package io.tributary.aggregation.topology.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
  private static final long NOW = 10_000_000;
  private final RecordTime ours = new RecordTime(() -> NOW, false);
  private final RecordTime clients = new RecordTime(() -> NOW, true);

  @Test
  void isTheBrokersWhereTheBrokerDatesRecords() {
    assertThat(clients.extract(record(1234, TimestampType.LOG_APPEND_TIME), 9_999_999))
        .isEqualTo(1234);
    assertThat(clients.extract(record(NOW + 5, TimestampType.LOG_APPEND_TIME), -1))
        .isEqualTo(NOW + 5);
  }

  /** Orders are as old as the updates that they are about, and so may lie behind newer ones. */
  @Test
  void isTheRecordsOwnWhereTheAggregatorWroteIt() {
    assertThat(ours.extract(at(1234), 9_999_999)).isEqualTo(1234);
    assertThat(ours.extract(at(0), 9_999_999)).isZero();
  }

  @Test
  void isNeverAheadOfOurClock() {
    assertThat(ours.extract(at(Long.MAX_VALUE), 9999)).isEqualTo(NOW);
    assertThat(clients.extract(at(NOW + 50 * 60_000), 9999)).isEqualTo(NOW);
  }

  /** A client's clock of 2006 dates nobody's decisions. */
  @Test
  void isNotMuchOlderThanWhatClientsWroteBefore() {
    assertThat(clients.extract(at(1234), 9_999_999)).isEqualTo(9_999_999 - RecordTime.OLDEST_MS);
    assertThat(clients.extract(at(1234), -1)).isEqualTo(NOW - RecordTime.OLDEST_MS);
    assertThat(clients.extract(at(9_900_000), 9_999_999)).isEqualTo(9_900_000);
  }

  /** Producers of other makes may send none, and brokers take it. */
  @Test
  void isItsPartitionsWhereItHasNone() {
    assertThat(ours.extract(at(-1), 9999)).isEqualTo(9999);
    assertThat(ours.extract(at(-1), -1)).isZero();
    assertThat(clients.extract(at(-1), 9_999_999)).isEqualTo(9_999_999);
  }

  private static ConsumerRecord<Object, Object> at(long timestamp) {
    return record(timestamp, TimestampType.CREATE_TIME);
  }

  private static ConsumerRecord<Object, Object> record(long timestamp, TimestampType type) {
    return new ConsumerRecord<>(
        "topic",
        0,
        0,
        timestamp,
        type,
        0,
        0,
        "key",
        "value",
        new RecordHeaders(),
        Optional.empty());
  }
}
