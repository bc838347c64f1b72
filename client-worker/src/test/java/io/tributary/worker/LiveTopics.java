package io.tributary.worker;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A federation's topics on a real broker, which a test writes instead of an aggregator. */
public final class LiveTopics {
  public final TopicCatalogue names;
  public final FederationConnection connection;
  public final SchemaRegistry registry;
  public final Codecs codecs;
  private final KafkaBroker broker;

  private LiveTopics(KafkaBroker broker, String name) {
    this.broker = broker;
    names = new TopicCatalogue(broker.uniqueName(name), 2);
    connection =
        new FederationConnection(
            broker.bootstrapServers(), "mock://app", names.federation(), Map.of());
    registry = SchemaRegistry.inMemory(names.federation());
    codecs = Codecs.of(registry, names);
  }

  /** With a name of its own, and all its topics. */
  public static LiveTopics created(KafkaBroker broker, String name) throws Exception {
    var topics = new LiveTopics(broker, name);
    var wanted = new ArrayList<NewTopic>();
    topics.names.all().forEach(spec -> wanted.add(topic(spec.name(), spec.partitions())));
    wanted.add(topic(topics.rows(), 1));
    broker.admin().createTopics(wanted).all().get(30, TimeUnit.SECONDS);
    return topics;
  }

  /** The topic of new rows. */
  public String rows() {
    return names.federation() + ".rows";
  }

  public void produce(String topic, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
          .get(30, TimeUnit.SECONDS);
    }
  }

  /** All committed values of a topic, once there are so many. */
  public List<byte[]> values(String topic, int atLeast) {
    var values = new ArrayList<byte[]>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList());
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  values.add(record.value());
                }
                return values.size() >= atLeast;
              });
    }
    return values;
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }
}
