package io.tributary.infra.operate;

import io.tributary.infra.history.Place;
import io.tributary.infra.history.RulingWatch;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.Ruling;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.FederationNames;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes what a person decided, each decision in one transaction, and waits for what comes of it.
 *
 * @param reader of the federation
 */
public record Rulings(FederationReader reader) {
  private static final Duration BLOCKED_AT_MOST = Duration.ofSeconds(30);

  /** Blocks or unblocks a client from now on. */
  public void decide(ClientPolicy policy) {
    byte[] value = reader.codecs().clientPolicy().encode(policy);
    String topic = reader.topics().clientPolicy().name();
    transact(outbox -> outbox.accept(new ProducerRecord<>(topic, policy.clients().value(), value)));
  }

  /** Gives a client a key from now on. */
  public void register(ClientRegistration registration) {
    byte[] value = reader.codecs().clientRegistration().encode(registration);
    registration(registration.client(), value);
  }

  /** Takes a client's key away from now on. */
  public void unregister(ClientId client) {
    registration(client, null);
  }

  private void registration(ClientId client, byte[] value) {
    String topic = reader.topics().clientRegistrations().name();
    transact(outbox -> outbox.accept(new ProducerRecord<>(topic, client.value(), value)));
  }

  /**
   * Sends an update's manifest and chunks again, as a person wants them to count.
   *
   * @param wait how long the ledger may take to decide
   * @return what it decided: accepted, quarantined again, or a duplicate if it took no ruling
   * @throws Failure RULING_NOT_DECIDED if that takes longer
   */
  public LedgerEntry release(Releasable releasable, Ruling ruling, Duration wait) {
    var released =
        new UpdateReleased(
            releasable.manifest(),
            releasable.origin().topic(),
            releasable.origin().partition(),
            releasable.origin().offset(),
            ruling);
    try (LogCursor payloads = reader.cursor()) {
      return ruled(
          releasable.manifest().id(),
          ruling,
          wait,
          outbox -> {
            outbox.accept(record(released));
            for (Place chunk : releasable.chunks()) {
              outbox.accept(copy(payloads, chunk));
            }
          });
    }
  }

  /**
   * Says that an update never counts.
   *
   * @param wait how long the ledger may take to decide
   * @return what it decided: discarded, or a duplicate if it took no ruling
   * @throws Failure RULING_NOT_DECIDED if that takes longer
   */
  public LedgerEntry discard(UpdateId update, ClusterId cluster, Ruling ruling, Duration wait) {
    return ruled(
        update,
        ruling,
        wait,
        outbox -> outbox.accept(record(new UpdateDiscarded(cluster, update, ruling))));
  }

  private LedgerEntry ruled(
      UpdateId update,
      Ruling ruling,
      Duration wait,
      Consumer<Consumer<ProducerRecord<String, byte[]>>> writing) {
    try (LogCursor ledger = reader.cursor()) {
      Map<TopicPartition, Long> ends = ledger.ends(reader.topics().updateLedger().name());
      transact(writing);
      var watch = new RulingWatch(update, ruling);
      ledger.await(
          ends,
          wait,
          record -> {
            reader
                .gates()
                .decisions()
                .read(record, reader.skipped())
                .ifPresent(entry -> watch.accept(entry.value()));
            return watch.outcome().isEmpty();
          });
      return watch.outcome().orElseThrow(() -> undecided(update, watch, wait));
    }
  }

  /** All that is written becomes visible together, or not at all. */
  private void transact(Consumer<Consumer<ProducerRecord<String, byte[]>>> writing) {
    try (var producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      writing.accept(
          record -> {
            // Committing the transaction throws if a send failed.
            var unused = producer.send(headers().sign(record));
          });
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw BrokerCalls.failure(reader.connection(), "writing a decision", e);
    }
  }

  private RecordHeaders headers() {
    return new RecordHeaders(reader.connection().federation(), RecordHeaders.OPERATOR);
  }

  private KafkaProducer<String, byte[]> producer() {
    var settings = reader.connection().producerSettings();
    // Of its own, so that two people who decide at the same time do not fence each other.
    settings.put(
        "transactional.id",
        new FederationNames(reader.connection().federation()).operatorPrefix() + UUID.randomUUID());
    settings.put("max.block.ms", BLOCKED_AT_MOST.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private ProducerRecord<String, byte[]> record(ClusterEvent event) {
    return new ProducerRecord<>(
        reader.topics().clusterEvents().name(),
        event.cluster().toString(),
        reader.codecs().clusterEvent().encode(event));
  }

  /** One payload is held at a time. */
  private static ProducerRecord<String, byte[]> copy(LogCursor payloads, Place chunk) {
    return payloads
        .at(chunk)
        .map(record -> new ProducerRecord<>(record.topic(), record.key(), record.value()))
        .orElseThrow(() -> Releasable.gone("chunk at " + chunk));
  }

  private static Failure undecided(UpdateId update, RulingWatch watch, Duration wait) {
    return new Failure(
        Failure.Kind.TIMEOUT,
        "RULING_NOT_DECIDED",
        "the ledger must decide about %s within %d ms, %s"
            .formatted(
                update,
                wait.toMillis(),
                watch.isReleased()
                    ? "has taken it out of quarantine, and waits for its chunks or its clustering"
                    : "has not read the ruling"),
        "The ruling stands. See that the aggregator runs, and look again: tributary updates show"
            + " '"
            + update
            + "'.");
  }
}
