package io.tributary.infra.operate;

import io.tributary.infra.history.DecisionAwaiter;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.FederationNames;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes operators' decisions, each in one transaction, and waits for their outcome.
 *
 * @param reader of the federation
 */
public record OperatorCommands(FederationReader reader) {
  private static final Duration BLOCKED_AT_MOST = Duration.ofSeconds(30);

  /** Writes that a client is blocked or unblocked from now on. */
  public void decide(ClientPolicy policy) {
    byte[] value = reader.codecs().clientPolicy().encode(policy);
    String topic = reader.topics().clientPolicy().name();
    write(new ProducerRecord<>(topic, policy.clients().value(), value));
  }

  /** Writes that a client has this key from now on. */
  public void register(ClientRegistration registration) {
    byte[] value = reader.codecs().clientRegistration().encode(registration);
    registration(registration.client(), value);
  }

  /** Writes that a client has no key from now on. */
  public void unregister(ClientId client) {
    registration(client, null);
  }

  private void registration(ClientId client, byte[] value) {
    String topic = reader.topics().clientRegistrations().name();
    write(new ProducerRecord<>(topic, client.value(), value));
  }

  /**
   * Releases an update, with the positions of its manifest and chunks.
   *
   * @param wait how long the ledger may take to decide
   * @return its decision: accepted, quarantined again, or a duplicate if it refused the release
   * @throws Failure RULING_NOT_DECIDED if that takes longer
   */
  public LedgerEntry release(
      ReleasableUpdate releasable, OperatorDecision operatorDecision, Duration wait) {
    var released =
        new UpdateReleased(
            releasable.manifest(),
            releasable.origin().topic(),
            releasable.origin().partition(),
            releasable.origin().offset(),
            releasable.chunks().stream().map(RecordPosition::offset).toList(),
            operatorDecision);
    return ruled(released, wait);
  }

  /**
   * Discards an update.
   *
   * @param wait how long the ledger may take to decide
   * @return its decision: discarded, or a duplicate if it refused the operator's decision
   * @throws Failure RULING_NOT_DECIDED if that takes longer
   */
  public LedgerEntry discard(
      UpdateId update, ClusterId cluster, OperatorDecision operatorDecision, Duration wait) {
    return ruled(new UpdateDiscarded(cluster, update, operatorDecision), wait);
  }

  private LedgerEntry ruled(UpdateRuling decided, Duration wait) {
    String topic = reader.topics().updateRulings().name();
    byte[] value = reader.codecs().updateRuling().encode(decided);
    try (LogCursor ledger = reader.cursor()) {
      Map<TopicPartition, Long> ends = ledger.ends(reader.topics().updateLedger().name());
      write(new ProducerRecord<>(topic, decided.cluster().toString(), value));
      var watch = new DecisionAwaiter(decided.update(), decided.ruling());
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
      return watch.outcome().orElseThrow(() -> undecided(decided.update(), watch, wait));
    }
  }

  private void write(ProducerRecord<String, byte[]> record) {
    try (var producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      // Committing the transaction throws if a send failed.
      var unused = producer.send(headers().sign(record));
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
    // Each decision has its own id, so that two operators who decide at once do not fence each
    // other.
    settings.put(
        "transactional.id",
        new FederationNames(reader.connection().federation()).operatorPrefix() + UUID.randomUUID());
    settings.put("max.block.ms", BLOCKED_AT_MOST.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static Failure undecided(UpdateId update, DecisionAwaiter watch, Duration wait) {
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
