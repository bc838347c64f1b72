package io.tributary.schemas.federation;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, publishes and alters the contract of one federation, in the topic {@code F.federation}.
 * The first publisher decides; every other party must agree or refuse to start.
 *
 * <p>The first valid record under the federation's name is in force until {@link #alter} writes its
 * successor, which has a higher revision and differs only in values that may change. All other
 * records have no effect: garbage, tombstones and other contracts are skipped, and the next {@link
 * #publish} of the contract writes it after them. That must happen before compaction removes the
 * earlier records, and the first record may come from any writer; so only operators may have the
 * right to write to the topic.
 */
public final class FederationDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(FederationDirectory.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 5;

  private final FederationConnection connection;
  private final RecordCodec<FederationSpec> codec;
  private final String topic;

  /** Creates the directory of the connection's federation. */
  public FederationDirectory(FederationConnection connection, RecordCodec<FederationSpec> codec) {
    this.connection = connection;
    this.codec = codec;
    this.topic = topics(connection).federationSpec().name();
  }

  /** Does the same as {@link #read(FederationConnection, Duration)}, within 30 seconds. */
  public static FederationSpec read(FederationConnection connection) {
    return read(connection, TIMEOUT);
  }

  /**
   * Returns the federation's contract, as published.
   *
   * @throws Failure CONFIGURATION if the federation has none, UNREACHABLE if broker or registry do
   *     not answer
   */
  public static FederationSpec read(FederationConnection connection, Duration timeout) {
    try (var registry = SchemaRegistry.of(connection)) {
      var codec = Codecs.of(registry, topics(connection)).federationSpec();
      return new FederationDirectory(connection, codec)
          .find(timeout)
          .orElseThrow(() -> unknown(connection));
    }
  }

  /**
   * Publishes a contract if the federation has none yet; does nothing if it has this one, even if
   * that was altered and altered back. A Kafka transaction puts two concurrent publishers in order.
   *
   * @throws Failure CONFIGURATION if the federation has another contract; it names the first field
   *     that differs
   */
  public void publish(FederationSpec spec) {
    requireSameName(spec);
    write(
        present -> {
          present.ifPresent(held -> requireSame(held, spec.withRevision(held.revision())));
          return present.orElse(spec);
        });
  }

  /**
   * Changes the contract of a federation that exists. Aggregators, workers and routers apply it
   * from their next start on.
   *
   * @param change makes the new contract from the one in force; the new revision is ignored
   * @return the contract that is in force now; the one before if nothing differs
   * @throws Failure CONFIGURATION if there is none, or a value would change that must not
   */
  public FederationSpec alter(UnaryOperator<FederationSpec> change) {
    return write(
        present -> {
          FederationSpec held = present.orElseThrow(() -> unknown(connection));
          if (held.revision() == FederationSpec.MAX_REVISION) {
            throw new Failure(
                Failure.Kind.CONFIGURATION,
                "FEDERATION_FIXED",
                "federation "
                    + held.federation()
                    + " has revision "
                    + held.revision()
                    + ", the last one",
                "Somebody skipped the revisions before it: let only operators write to "
                    + topic
                    + ", and create another federation.");
          }
          FederationSpec next = change.apply(held).withRevision(held.revision() + 1);
          requireSameName(next);
          List<ContractKey> changed = ContractKeys.differences(held, next);
          changed.stream()
              .filter(key -> !key.changeable())
              .findFirst()
              .ifPresent(key -> refuse(key, held, next));
          return changed.isEmpty() ? held : next;
        });
  }

  private static void refuse(ContractKey key, FederationSpec held, FederationSpec next) {
    throw new Failure(
        Failure.Kind.CONFIGURATION,
        "FEDERATION_FIXED",
        "%s of federation %s must stay %s while the federation lives, was to become %s"
            .formatted(key, held.federation(), key.value().apply(held), key.value().apply(next)),
        "Its versions were made with it: create another federation. 'federation show' marks what"
            + " may change.");
  }

  private FederationSpec write(Function<Optional<FederationSpec>, FederationSpec> decide) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<FederationSpec> written = attempt(decide);
      if (written.isPresent()) {
        return written.get();
      }
    }
    throw new Failure(
        Failure.Kind.TIMEOUT,
        "FEDERATION_CONTENDED",
        "federation "
            + connection.federation()
            + ": others published at the same moment, "
            + ATTEMPTS
            + " times in a row",
        "Start one publisher at a time.");
  }

  /**
   * Returns the contract, or empty if the topic has no record under the federation's name.
   *
   * @throws Failure CONFIGURATION if none of the records under that name is a contract
   */
  public Optional<FederationSpec> find(Duration timeout) {
    return held(timeout).contract();
  }

  private HeldContract held(Duration timeout) {
    var held = new HeldContract(connection.federation(), topic, codec);
    new CompactedReader(connection, timeout).forEach(topic, held::take);
    return held;
  }

  /**
   * Makes one attempt to publish; returns empty if another publisher came in between, so that its
   * contract must be read first.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction reports a failed send
  private Optional<FederationSpec> attempt(
      Function<Optional<FederationSpec>, FederationSpec> decide) {
    try (var producer = producer()) {
      producer.initTransactions();
      HeldContract held = held(TIMEOUT);
      Optional<FederationSpec> present = held.contract();
      FederationSpec wanted = decide.apply(present);
      boolean holds = present.equals(Optional.of(wanted));
      if (holds && !held.isCovered()) {
        return present;
      }
      if (holds) {
        LOG.atWarn()
            .addKeyValue(LogKeys.TOPIC, topic)
            .log("contract was covered by other records and is published again");
      }
      producer.beginTransaction();
      var record = new ProducerRecord<>(topic, wanted.federation(), codec.encode(wanted));
      producer.send(
          new RecordHeaders(connection.federation(), RecordHeaders.OPERATOR).sign(record));
      producer.commitTransaction();
      return Optional.of(wanted);
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      return Optional.empty();
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "publishing to " + topic, e);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    var settings = connection.producerSettings();
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
    List<ContractKey> differences = ContractKeys.differences(published, ours);
    if (!differences.isEmpty()) {
      ContractKey first = differences.get(0);
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "FEDERATION_DIFFERS",
          first
              + " of federation "
              + ours.federation()
              + " is published as "
              + first.value().apply(published)
              + ", was "
              + first.value().apply(ours),
          "Use the published value, or another --federation name; 'federation diff' shows all"
              + " differences.");
    }
  }

  private static Failure unknown(FederationConnection connection) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "FEDERATION_UNKNOWN",
        "federation "
            + connection.federation()
            + " has no contract at "
            + connection.bootstrapServers(),
        "Correct --federation, or create it first: tributary federation create.");
  }

  private static TopicCatalogue topics(FederationConnection connection) {
    return new TopicCatalogue(connection.federation(), 1);
  }
}
