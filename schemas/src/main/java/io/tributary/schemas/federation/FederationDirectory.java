package io.tributary.schemas.federation;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The contract of one federation, in the topic {@code F.federation}. Whoever publishes first
 * decides; everyone else must agree or refuse to start.
 */
public final class FederationDirectory {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 5;

  private final Connection connection;
  private final RecordCodec<FederationSpec> codec;
  private final String topic;

  /** The directory of the connection's federation. */
  public FederationDirectory(Connection connection, RecordCodec<FederationSpec> codec) {
    this.connection = connection;
    this.codec = codec;
    this.topic = topics(connection).federationSpec().name();
  }

  /** Like {@link #read(Connection, Duration)}, within 30 seconds. */
  public static FederationSpec read(Connection connection) {
    return read(connection, TIMEOUT);
  }

  /**
   * The federation's contract, as published.
   *
   * @throws Failure CONFIGURATION if the federation has none, UNREACHABLE if broker or registry do
   *     not answer
   */
  public static FederationSpec read(Connection connection, Duration timeout) {
    try (var registry = SchemaRegistry.of(connection)) {
      var codec = Codecs.of(registry, topics(connection)).federationSpec();
      return new FederationDirectory(connection, codec)
          .find(timeout)
          .orElseThrow(() -> unknown(connection));
    }
  }

  /**
   * Publishes a contract if the federation has none yet; passes if it has this one. Two that
   * publish at the same moment are put in order by a Kafka transaction.
   *
   * @throws Failure CONFIGURATION if it has another one: names the first field that differs
   */
  public void publish(FederationSpec spec) {
    requireSameName(spec);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (published(spec)) {
        return;
      }
    }
    throw new Failure(
        Failure.Kind.TIMEOUT,
        "FEDERATION_CONTENDED",
        "federation "
            + spec.federation()
            + ": others published at the same moment, "
            + ATTEMPTS
            + " times in a row",
        "Start one publisher at a time.");
  }

  /** The contract, or empty if none was published. */
  public Optional<FederationSpec> find(Duration timeout) {
    Map<String, byte[]> newest = new CompactedReader(connection, timeout).newest(topic);
    byte[] bytes = newest.get(connection.federation());
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(codec.decode(bytes));
    } catch (UndecodableRecord e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "FEDERATION_UNREADABLE",
          "the contract in " + topic + " is " + e.getMessage(),
          "Upgrade this program, or use the schema registry that the federation was published"
              + " with.",
          e);
    }
  }

  /** False if another publisher came in between, so that its contract must be read first. */
  @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction reports a send that failed
  private boolean published(FederationSpec spec) {
    try (var producer = producer()) {
      producer.initTransactions();
      Optional<FederationSpec> present = find(TIMEOUT);
      if (present.isPresent()) {
        requireSame(present.get(), spec);
        return true;
      }
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, spec.federation(), codec.encode(spec)));
      producer.commitTransaction();
      return true;
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      return false;
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "publishing to " + topic, e);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    var settings = connection.clientSettings();
    settings.put("transactional.id", new FederationNames(connection.federation()).contract());
    settings.put("max.block.ms", TIMEOUT.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private void requireSameName(FederationSpec spec) {
    if (!spec.federation().equals(connection.federation())) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "FEDERATION_DIFFERS",
          "federation must be " + connection.federation() + ", was " + spec.federation(),
          "Use one name in --federation and in the contract.");
    }
  }

  private static void requireSame(FederationSpec published, FederationSpec ours) {
    SpecDifference.first(published, ours)
        .ifPresent(
            difference -> {
              throw new Failure(
                  Failure.Kind.CONFIGURATION,
                  "FEDERATION_DIFFERS",
                  difference.field()
                      + " of federation "
                      + ours.federation()
                      + " is published as "
                      + difference.published()
                      + ", was "
                      + difference.ours(),
                  "Use the published value, or another --federation name.");
            });
  }

  private static Failure unknown(Connection connection) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "FEDERATION_UNKNOWN",
        "federation "
            + connection.federation()
            + " has no contract at "
            + connection.bootstrapServers(),
        "Correct --federation, or publish the federation's contract first.");
  }

  private static TopicCatalogue topics(Connection connection) {
    return new TopicCatalogue(connection.federation(), 1);
  }
}
