package io.tributary.worker.exchange;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.log.LogLimit;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.MissingTopics;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes announcements through one idempotent producer that all clients of the process share.
 */
public final class KafkaAnnouncer implements StatusPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAnnouncer.class);
  private static final int BUFFER_BYTES = 4 << 20;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final LogLimit lost = new LogLimit();
  private final FederationConnection connection;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final RecordHeaders headers;
  private final KafkaProducer<String, byte[]> producer;

  /** Connects with the first announcement. */
  public KafkaAnnouncer(FederationConnection connection, TopicCatalogue topics, Codecs codecs) {
    this.connection = connection;
    this.topics = topics;
    this.codecs = codecs;
    headers = new RecordHeaders(connection.federation(), RecordHeaders.WORKER);
    var settings = connection.producerSettings();
    settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void announce(TaskEmbedding embedding) {
    String doing = "announcing slot " + embedding.slot();
    try {
      byte[] value = codecs.taskEmbedding().encode(embedding);
      String key = embedding.slot().toString();
      var record = new ProducerRecord<>(topics.taskEmbeddings().name(), key, value);
      producer.send(headers.sign(record)).get();
    } catch (ExecutionException e) {
      throw failure(doing, e.getCause());
    } catch (KafkaException e) {
      throw failure(doing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BrokerCalls.failure(connection, doing, e);
    }
  }

  /**
   * Returns the failure of a send; to a producer a missing topic looks like a broker that does not
   * answer.
   */
  private Failure failure(String doing, Throwable e) {
    return MissingTopics.asReason(connection, e)
        .orElseGet(() -> BrokerCalls.failure(connection, doing, e));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // The callback handles failures.
  public void report(WorkerReport report) {
    byte[] value = codecs.workerReport().encode(report);
    var record =
        new ProducerRecord<>(topics.workerReports().name(), report.client().value(), value);
    producer.send(
        headers.sign(record),
        (metadata, failure) -> {
          if (failure != null) {
            lost.warn(LOG)
                .addKeyValue(LogKeys.CLIENT_ID, report.client())
                .addKeyValue(LogKeys.ERROR, failure.toString())
                .log("report lost");
          }
        });
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
