package io.tributary.infra.attack.poison;

import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.update.UpdateChunk;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the chunks of all updates from the first on; committed ones only. For one thread. */
final class ChunkTap implements AutoCloseable {
  private final RecordCodec<UpdateChunk> codec;
  private final KafkaConsumer<byte[], byte[]> consumer;

  ChunkTap(FederationConnection connection, String topic, RecordCodec<UpdateChunk> codec) {
    this.codec = codec;
    var settings = connection.clientSettings();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has arrived, waiting for at most {@code limit}. */
  void poll(Duration limit, Consumer<UpdateChunk> each) {
    consumer
        .poll(limit)
        .forEach(
            record -> {
              if (record.value() != null) {
                try {
                  each.accept(codec.decode(record.value()));
                } catch (UndecodableRecord e) {
                  // The record is in quarantine, and is no client's update.
                }
              }
            });
  }

  @Override
  public void close() {
    consumer.close();
  }
}
