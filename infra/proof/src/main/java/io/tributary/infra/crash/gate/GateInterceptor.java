package io.tributary.infra.crash.gate;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks at the gate before every record that a client sends or receives, and after every
 * acknowledgement. The worker creates its producers itself, so this is the nearest point of access:
 * {@code interceptor.classes}, which producers and consumers have in common.
 */
public final class GateInterceptor
    implements ProducerInterceptor<Object, Object>, ConsumerInterceptor<Object, Object> {
  private StepBarrier stepBarrier;

  @Override
  public void configure(Map<String, ?> settings) {
    stepBarrier = StepBarrier.at(Integer.parseInt(settings.get(GatedClients.PORT).toString()));
  }

  @Override
  public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
    stepBarrier.pass("before send " + record.topic());
    return record;
  }

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
    if (metadata != null && failure == null) {
      stepBarrier.pass("after acknowledgement " + metadata.topic());
    }
  }

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
    stepBarrier.pass("after input poll=" + records.count());
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Followers of topics commit nothing.
  }

  @Override
  public void close() {
    // All clients of the process share the gate.
  }
}
