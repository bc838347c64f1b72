package io.tributary.schemas.follow;

import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.MissingTopics;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer of all partitions of the followed topics: compacted topics from their beginning, the
 * ledger from where it is wanted.
 */
final class FollowedTopics implements AutoCloseable {
  private static final int FETCH_BYTES = 8 << 20;

  /**
   * The interval between two checks that the topics still exist, which the consumer does not
   * report.
   */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /**
   * The number of checks that may miss a topic: a broker that restarts may not know its topics for
   * a moment.
   */
  private static final int LOOKS_IN_VAIN = 3;

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> endAtStart;
  private final Collection<TopicPartition> clusterState;
  private final FederationConnection connection;
  private boolean begins = true;
  private long looked = System.nanoTime();
  private int inVain;

  private FollowedTopics(
      FederationConnection connection,
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> endAtStart,
      Collection<TopicPartition> clusterState) {
    this.connection = connection;
    this.consumer = consumer;
    this.endAtStart = endAtStart;
    this.clusterState = clusterState;
  }

  static FollowedTopics open(
      FederationConnection connection, TopicCatalogue topics, FollowSettings wanted) {
    var settings = new HashMap<>(connection.clientSettings());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> clusters = partitions(consumer, topics.clusterState().name());
      List<TopicPartition> state = new ArrayList<>(clusters);
      state.addAll(partitions(consumer, topics.globalAdapters().name()));
      state.addAll(partitions(consumer, topics.globalAdapterChunks().name()));
      if (!wanted.starts().isEmpty()) {
        state.addAll(partitions(consumer, topics.personalAdapters().name()));
      }
      List<TopicPartition> ledger =
          wanted.ledger() == Ledger.NONE
              ? List.of()
              : partitions(consumer, topics.updateLedger().name());
      var all = new ArrayList<>(state);
      all.addAll(ledger);
      consumer.assign(all);
      List<TopicPartition> history = wanted.ledger() == Ledger.ALL ? all : state;
      consumer.seekToBeginning(history);
      if (wanted.ledger() == Ledger.NEW) {
        consumer.seekToEnd(ledger);
        // Seeking is lazy: asking for the position fixes the end of the ledger now.
        ledger.forEach(consumer::position);
      }
      consumer.pause(all.stream().filter(other -> !clusters.contains(other)).toList());
      return new FollowedTopics(connection, consumer, consumer.endOffsets(history), clusters);
    } catch (KafkaException e) {
      consumer.close();
      throw refused(e);
    } catch (Failure e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Returns the next records, cluster states first: they determine which clusters' records are
   * kept.
   *
   * @throws Failure TOPIC_MISSING if a topic is deleted, BROKER_REFUSED if the broker refuses
   * @throws WakeupException after {@link #wakeup}
   */
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return asked(() -> records(timeout));
  }

  private ConsumerRecords<byte[], byte[]> records(Duration timeout) {
    if (begins && clusterState.stream().allMatch(this::isRead)) {
      begins = false;
      consumer.resume(consumer.paused());
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    if (System.nanoTime() - looked > LOOK.toNanos()) {
      look();
      looked = System.nanoTime();
    }
    return records;
  }

  /**
   * Checks that the topics exist. It costs nothing while they do, because their metadata is cached.
   */
  private void look() {
    boolean there =
        consumer.assignment().stream()
            .map(TopicPartition::topic)
            .distinct()
            .allMatch(this::isThere);
    inVain = there ? 0 : inVain + 1;
    if (inVain >= LOOKS_IN_VAIN) {
      MissingTopics.asReason(connection, null)
          .ifPresent(
              gone -> {
                throw gone;
              });
    }
  }

  private boolean isThere(String topic) {
    try {
      return !consumer.partitionsFor(topic, ANSWER).isEmpty();
    } catch (TimeoutException e) {
      return true; // The broker is unreachable, and may return with all of its topics.
    }
  }

  boolean caughtUp() {
    return asked(() -> endAtStart.keySet().stream().allMatch(this::isRead));
  }

  /**
   * Returns the broker's answer; what it refuses is a Failure of its own, so that a listener's
   * exception is not one.
   */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  private boolean isRead(TopicPartition partition) {
    return consumer.position(partition) >= endAtStart.get(partition);
  }

  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Failure refused(KafkaException cause) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "BROKER_REFUSED",
        "the broker does not serve the federation's topics: " + cause.getMessage(),
        "Check --bootstrap-servers, the broker's log and this client's rights to read.",
        cause);
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "TOPIC_MISSING",
          "topic " + topic + " does not exist",
          "Create the federation's topics: tributary topics apply.");
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }
}
