package io.tributary.infra.attack;

import io.tributary.schemas.settings.FederationConnection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records unchanged to the broker. */
final class HostileSender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  HostileSender(FederationConnection connection) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("max.request.size", 4 << 20);
    settings.put("linger.ms", 0);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends a record; returns whether the broker accepted it. */
  boolean send(HostileRecord hostile) {
    Integer partition =
        hostile.partition().isPresent() ? (Integer) hostile.partition().getAsInt() : null;
    Long timestamp =
        hostile.timestamp().isPresent() ? (Long) hostile.timestamp().getAsLong() : null;
    var record =
        new ProducerRecord<>(
            hostile.topic().name(), partition, timestamp, hostile.key(), hostile.value());
    if (hostile.headerBytes() > 0) {
      record.headers().add("h", new byte[hostile.headerBytes()]);
    }
    try {
      producer.send(record).get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      // A broker may refuse a time or a size: that is its defence, and a result.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
