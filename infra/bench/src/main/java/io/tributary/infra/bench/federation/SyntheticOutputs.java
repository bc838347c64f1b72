package io.tributary.infra.bench.federation;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Awaits and counts the outputs of an aggregator for a synthetic federation's updates. */
public final class SyntheticOutputs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final FederationConnection connection;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final KafkaConsumer<String, byte[]> versions;
  private final KafkaConsumer<String, byte[]> ledger;

  SyntheticOutputs(FederationConnection connection, TopicCatalogue topics, Codecs codecs) {
    this.connection = connection;
    this.topics = topics;
    this.codecs = codecs;
    versions = reader(connection, topics.globalAdapters());
    ledger = reader(connection, topics.updateLedger());
  }

  /** Waits until that many slots have a cluster. */
  public void awaitClusters(int slots) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int assigned = 0;
    try (var states = reader(connection, topics.clusterState())) {
      while (assigned < slots) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              slots + " slots must have a cluster within " + PATIENCE + ", had " + assigned);
        }
        for (ConsumerRecord<String, byte[]> record : states.poll(Duration.ofMillis(100))) {
          assigned = decode(codecs.clusterState(), record).assignments().size();
        }
      }
    }
  }

  /** Waits until the ledger has accepted at least that many further updates; returns how many. */
  public int awaitAccepted(int atLeast) {
    int accepted = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (accepted < atLeast) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            atLeast + " updates must be accepted within " + PATIENCE + ", were " + accepted);
      }
      accepted += accepted(Duration.ofMillis(100));
    }
    return accepted;
  }

  /** Returns how many updates the ledger accepted that no caller has awaited. */
  public int acceptedMeanwhile() {
    int accepted = 0;
    long end = endOfLedger();
    while (positionInLedger() < end) {
      accepted += accepted(Duration.ofMillis(100));
    }
    return accepted;
  }

  private int accepted(Duration wait) {
    int accepted = 0;
    for (ConsumerRecord<String, byte[]> record : ledger.poll(wait)) {
      accepted += decode(codecs.ledgerEntry(), record).verdict() == Verdict.ACCEPTED ? 1 : 0;
    }
    return accepted;
  }

  private long endOfLedger() {
    return ledger.endOffsets(ledger.assignment()).values().stream().mapToLong(end -> end).sum();
  }

  private long positionInLedger() {
    return ledger.assignment().stream().mapToLong(ledger::position).sum();
  }

  /**
   * The updates that versions contain.
   *
   * @param updates of the requested sequence
   * @param versions that contain any
   */
  public record Merged(int updates, int versions) {}

  /**
   * Waits until versions contain at least that many updates of a sequence. A window that closes by
   * count keeps the remaining ones, so a caller must not wait for all of them.
   */
  public Merged awaitMerged(long sequence, int atLeast) {
    int merged = 0;
    int published = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (merged < atLeast) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            atLeast + " updates must be merged within " + PATIENCE + ", were " + merged);
      }
      for (ConsumerRecord<String, byte[]> record : versions.poll(Duration.ofMillis(100))) {
        long holds = record.value() == null ? 0 : ofSequence(record, sequence);
        merged += Math.toIntExact(holds);
        published += holds > 0 ? 1 : 0;
      }
    }
    return new Merged(merged, published);
  }

  private long ofSequence(ConsumerRecord<String, byte[]> record, long sequence) {
    return decode(codecs.adapterManifest(), record).contributions().stream()
        .filter(contribution -> contribution.update().sequence() == sequence)
        .count();
  }

  @Override
  public void close() {
    versions.close();
    ledger.close();
  }

  private static <T> T decode(RecordCodec<T> codec, ConsumerRecord<String, byte[]> record) {
    try {
      return codec.decode(record.value());
    } catch (UndecodableRecord e) {
      throw new IllegalStateException("the aggregator wrote what nobody can read", e);
    }
  }

  private static KafkaConsumer<String, byte[]> reader(
      FederationConnection connection, TopicSpec topic) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }
}
