package io.tributary.aggregation.topology;

import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.topic.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** What a topology under the test driver wrote, each record once. */
record DriverOutputs(TopologyTestDriver driver) {

  /** Values of a topic since the last call, without tombstones. */
  <T> List<T> drain(TopicSpec topic, RecordCodec<T> codec) {
    var values = new ArrayList<T>();
    for (TestRecord<String, byte[]> record : records(topic)) {
      if (record.value() != null) {
        values.add(decode(codec, record.value()));
      }
    }
    return values;
  }

  /** Records of a topic since the last call. */
  List<TestRecord<String, byte[]>> records(TopicSpec topic) {
    var records =
        driver
            .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList();
    records.forEach(DriverOutputs::requireThatABrokerTakesIt);
    return records;
  }

  private static void requireThatABrokerTakesIt(TestRecord<String, byte[]> record) {
    int bytes = record.key().length() + (record.value() == null ? 0 : record.value().length);
    if (bytes > TopicSpec.LARGEST_RECORD_BYTES) {
      throw new AssertionError("the aggregator wrote a record of " + bytes + " bytes");
    }
  }

  private static <T> T decode(RecordCodec<T> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (UndecodableRecord e) {
      throw new AssertionError("the aggregator wrote what nobody can read", e);
    }
  }
}
