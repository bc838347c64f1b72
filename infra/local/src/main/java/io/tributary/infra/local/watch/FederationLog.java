package io.tributary.infra.local.watch;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.SkippedRecords;
import io.tributary.infra.operate.ContractLookup;
import io.tributary.infra.operate.RecordGate;
import io.tributary.infra.operate.RecordGates;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a federation's topics from their beginning, through their gates, into a view and byte
 * counters.
 */
public final class FederationLog implements AutoCloseable {
  private static final Duration CONTRACT = Duration.ofSeconds(30);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> readers = new HashMap<>();
  private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> removals = new HashMap<>();
  private final FederationConnection connection;
  private final Optional<FederationSpec> contract;
  private final FederationView view;
  private final ByteCounters byteCounters;
  private final SkippedRecords skipped = new SkippedRecords();

  public FederationLog(
      FederationConnection connection,
      TopicCatalogue topics,
      Codecs codecs,
      FederationView view,
      ByteCounters byteCounters) {
    this.view = view;
    this.byteCounters = byteCounters;
    this.connection = connection;
    contract = ContractLookup.find(connection, codecs, CONTRACT);
    var gates = new RecordGates(codecs, contract);
    read(topics.workerReports(), gates.reports(), view::accept);
    read(topics.clusterState(), gates.clusterState(), view::accept);
    read(topics.taskEmbeddings(), gates.embeddings(), view::accept);
    count(topics.taskEmbeddings(), record -> view.announced(time(record)));
    read(topics.clientPolicy(), gates.policies(), view::accept);
    read(topics.adapterUpdates(), gates.updates(), this::accept);
    read(topics.updateLedger(), gates.decisions(), view::accept);
    read(topics.globalAdapters(), gates.adapters(), view::accept);
    read(topics.quarantine(), gates.quarantine(), view::accept);
    remove(topics.taskEmbeddings(), gates.embeddings(), key -> view.withdraw(SlotId.parse(key)));
    remove(topics.clientPolicy(), gates.policies(), key -> view.forget(new ClientPattern(key)));
    count(topics.taskEmbeddings(), record -> byteCounters.sent(bytes(record)));
    count(topics.adapterUpdates(), record -> byteCounters.sent(bytes(record)));
    count(topics.updateChunks(), record -> byteCounters.sent(bytes(record)));
    count(topics.clusterState(), record -> byteCounters.broadcast(bytes(record)));
    count(topics.globalAdapters(), record -> byteCounters.published(record.key(), bytes(record)));
    count(
        topics.globalAdapterChunks(),
        record -> byteCounters.published(record.key(), bytes(record)));
    Map<String, Object> settings = new HashMap<>(connection.clientSettings());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(partitions(topics));
  }

  /** Reads what has arrived, waiting for at most {@code limit}. */
  public void poll(Duration limit) {
    try {
      consumer.poll(limit).forEach(this::accept);
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "reading the federation's topics", e);
    }
  }

  /** Returns the records that were left out so far. */
  SkippedRecords skipped() {
    return skipped;
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      removals.getOrDefault(record.topic(), tombstone -> {}).accept(record);
    } else if (record.key() == null) {
      var recordPosition = new RecordPosition(record.topic(), record.partition(), record.offset());
      skipped.note(
          recordPosition, SkippedRecords.Kind.FOREIGN_KEY, "a record needs a key, had none");
    } else {
      readers.get(record.topic()).accept(record);
    }
  }

  /** Returns the federation's contract, if it could be read. */
  Optional<FederationSpec> contract() {
    return contract;
  }

  /** Reads everything that is there now, however long that takes. */
  public void catchUp() {
    catchUp(FOR_EVER);
  }

  /**
   * Reads everything that is there now.
   *
   * @throws Failure TOPIC_NOT_READ if that takes longer
   */
  void catchUp(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Map<TopicPartition, Long> ends;
    try {
      ends = consumer.endOffsets(consumer.assignment());
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "asking for the ends of the topics", e);
    }
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() - deadline > 0) {
        throw new Failure(
            Failure.Kind.TIMEOUT,
            "TOPIC_NOT_READ",
            "the topics were not read to their end within " + limit.toMillis() + " ms",
            "Give it more time with --timeout, or check the broker's load.");
      }
      poll(Duration.ofMillis(100));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void accept(UpdateManifest update) {
    view.accept(update);
    byteCounters.trained(update);
  }

  private <T> void read(TopicSpec topic, RecordGate<T> gate, Consumer<T> sink) {
    count(topic, record -> gate.read(record, skipped).map(PositionedRecord::value).ifPresent(sink));
  }

  private void remove(TopicSpec topic, RecordGate<?> gate, Consumer<String> removed) {
    removals.put(topic.name(), record -> gate.removed(record, skipped).ifPresent(removed));
  }

  private static Instant time(ConsumerRecord<?, ?> record) {
    return Instant.ofEpochMilli(record.timestamp());
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
