package io.tributary.infra.local;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a federation's topics from their beginning into a view and a traffic count. */
final class FederationLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FederationLog.class);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> readers = new HashMap<>();
  private final FederationView view;
  private final Traffic traffic;

  FederationLog(
      Connection connection,
      TopicCatalogue topics,
      Codecs codecs,
      FederationView view,
      Traffic traffic) {
    this.view = view;
    this.traffic = traffic;
    read(topics.workerReports(), codecs.workerReport(), view::accept);
    read(topics.clusterState(), codecs.clusterState(), view::accept);
    read(topics.taskEmbeddings(), codecs.taskEmbedding(), view::accept);
    read(topics.adapterUpdates(), codecs.updateManifest(), this::accept);
    read(topics.updateLedger(), codecs.ledgerEntry(), view::accept);
    read(topics.globalAdapters(), codecs.adapterManifest(), view::accept);
    read(topics.quarantine(), codecs.quarantineRecord(), view::accept);
    count(topics.taskEmbeddings(), record -> traffic.sent(bytes(record)));
    count(topics.adapterUpdates(), record -> traffic.sent(bytes(record)));
    count(topics.updateChunks(), record -> traffic.sent(bytes(record)));
    count(topics.clusterState(), record -> traffic.broadcast(bytes(record)));
    count(topics.globalAdapters(), record -> traffic.published(record.key(), bytes(record)));
    count(topics.globalAdapterChunks(), record -> traffic.published(record.key(), bytes(record)));
    Map<String, Object> settings = new HashMap<>(connection.clientSettings());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(partitions(topics));
  }

  /** Takes in what has arrived, waiting for at most {@code limit}. */
  void poll(Duration limit) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(limit)) {
      if (record.value() != null) {
        readers.get(record.topic()).accept(record);
      }
    }
  }

  /** Takes in everything that is there now. */
  void catchUp() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll(Duration.ofMillis(100));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void accept(UpdateManifest update) {
    view.accept(update);
    traffic.trained(update);
  }

  private <T> void read(TopicSpec topic, RecordCodec<T> codec, Consumer<T> sink) {
    count(
        topic,
        record -> {
          try {
            sink.accept(codec.decode(record.value()));
          } catch (UndecodableRecord e) {
            LOG.warn(
                "record not shown topic={} partition={} offset={}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                e.getMessage());
          }
        });
  }

  private void count(TopicSpec topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    readers.merge(topic.name(), reader, Consumer::andThen);
  }

  private List<TopicPartition> partitions(TopicCatalogue topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicSpec topic : topics.all()) {
      for (int p = 0; readers.containsKey(topic.name()) && p < topic.partitions(); p++) {
        partitions.add(new TopicPartition(topic.name(), p));
      }
    }
    return partitions;
  }

  private static long bytes(ConsumerRecord<?, ?> record) {
    return (long) Math.max(0, record.serializedKeySize())
        + Math.max(0, record.serializedValueSize());
  }
}
