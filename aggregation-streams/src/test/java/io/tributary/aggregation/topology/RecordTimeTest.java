package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
  private final RecordTime time = new RecordTime();

  @Test
  void isTheRecordsOwn() {
    assertThat(time.extract(at(1234), 9999)).isEqualTo(1234);
    assertThat(time.extract(at(0), 9999)).isZero();
  }

  /** Producers of other makes may send none, and brokers take it. */
  @Test
  void isItsPartitionsWhereItHasNone() {
    assertThat(time.extract(at(-1), 9999)).isEqualTo(9999);
    assertThat(time.extract(at(-1), -1)).isZero();
  }

  private static ConsumerRecord<Object, Object> at(long timestamp) {
    return new ConsumerRecord<>(
        "topic",
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        "value",
        new RecordHeaders(),
        Optional.empty());
  }
}
