package io.tributary.infra.crash.gate;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Supplies Kafka Streams' clients with a gate. {@code aggregator run} uses it by {@code --kafka
 * default.client.supplier=} this class's name and {@code --kafka crash.gate.port=} the parent's.
 */
public final class GatedClients implements KafkaClientSupplier, Configurable {
  /** The setting that names the parent's port on the loopback interface. */
  public static final String PORT = "crash.gate.port";

  private StepBarrier stepBarrier;

  @Override
  public void configure(Map<String, ?> settings) {
    stepBarrier = StepBarrier.at(Integer.parseInt(settings.get(PORT).toString()));
  }

  @Override
  public Admin getAdmin(Map<String, Object> settings) {
    return Admin.create(settings);
  }

  @Override
  @SuppressWarnings("unchecked") // an interface's class knows no type arguments
  public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
    var serializer = new ByteArraySerializer();
    return GatedCalls.around(
        Producer.class,
        new KafkaProducer<>(settings, serializer, serializer),
        "producer",
        stepBarrier);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
    return consumer(settings, "input");
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
    return consumer(settings, "restore");
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
    return consumer(settings, "global");
  }

  @SuppressWarnings("unchecked") // an interface's class knows no type arguments
  private Consumer<byte[], byte[]> consumer(Map<String, Object> settings, String role) {
    var deserializer = new ByteArrayDeserializer();
    return GatedCalls.around(
        Consumer.class,
        new KafkaConsumer<>(settings, deserializer, deserializer),
        role,
        stepBarrier);
  }
}
