package io.tributary.worker.exchange;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.log.LogLimit;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.worker.data.row.BadRow;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.data.row.RowParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads new rows from a topic: the key is the client, the value one row as JSON. It is read from
 * its beginning at every start, because rows are not stored elsewhere. Each client's feed may be
 * polled by a thread of its own.
 */
public final class RowTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RowTopic.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LogLimit badRows = new LogLimit();
  private final FederationConnection connection;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, List<Row>> waiting = new HashMap<>();

  private RowTopic(
      FederationConnection connection,
      KafkaConsumer<String, byte[]> consumer,
      Set<ClientId> clients) {
    this.connection = connection;
    this.consumer = consumer;
    clients.forEach(client -> waiting.put(client.value(), new ArrayList<>()));
  }

  /**
   * Opens a topic of rows whose keys are client ids.
   *
   * @param clients whose rows are kept; other keys are skipped
   * @throws Failure if there is no such topic
   */
  public static RowTopic open(
      FederationConnection connection, String topic, Set<ClientId> clients) {
    var settings = connection.clientSettings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        consumer.close();
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "TOPIC_MISSING",
            "feed topic " + topic + " does not exist",
            "Create it, or correct --feed-topic.");
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var rows = new RowTopic(connection, consumer, clients);
      rows.takeUntil(consumer.endOffsets(partitions), topic);
      return rows;
    } catch (KafkaException e) {
      consumer.close();
      throw BrokerCalls.failure(connection, "opening feed topic " + topic, e);
    }
  }

  /** Returns the feed of one of the clients. */
  public DataFeed of(ClientId client) {
    List<Row> rows = waiting.get(client.value());
    return () -> {
      synchronized (this) {
        take();
        List<Row> taken = List.copyOf(rows);
        rows.clear();
        return taken;
      }
    };
  }

  /**
   * Reads the rows up to the current ends, so that they are there before the first training, as
   * after any restart.
   */
  private void takeUntil(Map<TopicPartition, Long> ends, String topic) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() > deadline) {
        consumer.close();
        throw new Failure(
            Failure.Kind.TIMEOUT,
            "FEED_TIMEOUT",
            "feed topic "
                + topic
                + " was not read to its end within "
                + PATIENCE.toSeconds()
                + " s",
            "Check the broker, or feed rows through files.");
      }
      consumer.poll(POLL).forEach(this::take);
    }
  }

  private void take() {
    try {
      consumer.poll(Duration.ZERO).forEach(this::take);
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "reading the feed topic", e);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    List<Row> rows = waiting.get(record.key());
    if (rows == null || record.value() == null) {
      return;
    }
    try {
      Row row = RowParser.parse(record.value());
      if (row.isChoice()) {
        rows.add(row);
      } else {
        badRows
            .warn(LOG)
            .addKeyValue(LogKeys.TOPIC, record.topic())
            .addKeyValue(LogKeys.PARTITION, record.partition())
            .addKeyValue(LogKeys.OFFSET, record.offset())
            .log("row without options skipped");
      }
    } catch (BadRow e) {
      badRows
          .warn(LOG)
          .addKeyValue(LogKeys.TOPIC, record.topic())
          .addKeyValue(LogKeys.PARTITION, record.partition())
          .addKeyValue(LogKeys.OFFSET, record.offset())
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .addKeyValue(LogKeys.FIX, e.fix())
          .log("bad row skipped");
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
