package io.tributary.worker.exchange;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.MissingTopics;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.worker.state.OutgoingUpdate;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one client's updates, each as one Kafka transaction of manifest and chunks. The
 * transactional id is the client's: a newer worker of the same client fences this one.
 */
public final class UpdatePublisher implements UpdateSink {
  private static final Logger LOG = LoggerFactory.getLogger(UpdatePublisher.class);
  private static final int ATTEMPTS = 3;
  private static final int BUFFER_BYTES = 8 << 20;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final FederationConnection connection;
  private final TopicCatalogue topics;
  private final ClientId client;
  private final RecordHeaders headers;
  private KafkaProducer<String, byte[]> producer;

  /**
   * Creates a publisher, which connects and fences earlier workers of the client with its first
   * update.
   */
  public UpdatePublisher(FederationConnection connection, TopicCatalogue topics, ClientId client) {
    this.connection = connection;
    this.topics = topics;
    this.client = client;
    headers = new RecordHeaders(connection.federation(), RecordHeaders.WORKER);
  }

  /**
   * Takes the client over from any earlier worker.
   *
   * @throws Failure if the broker refuses access
   */
  public void takeOver() {
    try {
      connected();
    } catch (KafkaException e) {
      drop();
      throw BrokerCalls.failure(connection, "taking over client " + client, e);
    }
  }

  @Override
  public void send(UpdateId id, OutgoingUpdate update) {
    for (int attempt = 1; ; attempt++) {
      try {
        sendOnce(id.toString(), update);
        return;
      } catch (ProducerFencedException | InvalidProducerEpochException e) {
        drop();
        throw taken(e);
      } catch (AuthorizationException | AuthenticationException | RecordTooLargeException e) {
        drop();
        throw BrokerCalls.failure(connection, "publishing an update of " + client, e);
      } catch (KafkaException e) {
        // It is unknown whether the transaction was committed; sending the same bytes once more
        // does no harm.
        drop();
        LOG.atWarn()
            .addKeyValue(LogKeys.CLIENT_ID, client)
            .addKeyValue(LogKeys.ATTEMPT, attempt)
            .addKeyValue(LogKeys.ERROR, e.toString())
            .log("update not acknowledged");
        // To a topic that is gone every attempt takes its minute, and says nothing of the topic.
        MissingTopics.asReason(connection, e)
            .ifPresent(
                gone -> {
                  throw gone;
                });
        if (attempt == ATTEMPTS) {
          throw BrokerCalls.failure(connection, "publishing an update of " + client, e);
        }
      }
    }
  }

  private void sendOnce(String id, OutgoingUpdate update) {
    KafkaProducer<String, byte[]> open = connected();
    open.beginTransaction();
    append(open, id, topics.adapterUpdates(), update.key(), update.manifest());
    for (OutgoingUpdate.Chunk chunk : update.chunks()) {
      append(open, id, topics.updateChunks(), chunk.key(), chunk.value());
    }
    open.commitTransaction();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction reports a failed send
  private void append(
      KafkaProducer<String, byte[]> open, String id, TopicSpec topic, String key, byte[] value) {
    var record = new ProducerRecord<>(topic.name(), key, value);
    headers.trace(record.headers(), id);
    open.send(record);
  }

  private KafkaProducer<String, byte[]> connected() {
    if (producer == null) {
      var settings = connection.producerSettings();
      settings.put(
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          new FederationNames(connection.federation()).transactionsOf(client));
      settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
      producer.initTransactions();
    }
    return producer;
  }

  private void drop() {
    if (producer != null) {
      producer.close(CLOSE);
      producer = null;
    }
  }

  private Failure taken(KafkaException cause) {
    return new Failure(
        Failure.Kind.DOMAIN,
        "CLIENT_TAKEN",
        "another worker runs as client " + client + " of federation " + connection.federation(),
        "Stop one of the two, or give one another --client name.",
        cause);
  }

  @Override
  public void close() {
    drop();
  }
}
