package io.tributary.schemas.federation;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * The contract of one federation, in the topic {@code F.federation}. Whoever publishes first
 * decides; everyone else must agree or refuse to start.
 *
 * <p>The first valid record under the federation's name holds until {@link #alter} writes its
 * successor, which has a higher revision and differs in nothing but what may change. Whatever else
 * is written changes nothing: garbage, tombstones and other contracts are passed over, and the next
 * {@link #publish} of the contract puts it on top of them. That must come before compaction removes
 * what lies below, and the first record may be anyone's; so only operators may write to the topic,
 * and the broker's rights must say so.
 */
public final class FederationDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(FederationDirectory.class);
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
   * Publishes a contract if the federation has none yet; passes if it has this one, however often
   * that was altered and altered back. Two that publish at the same moment are put in order by a
   * Kafka transaction.
   *
   * @throws Failure CONFIGURATION if it has another one: names the first field that differs
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
   * Changes the contract of a federation that exists. Aggregators, workers and routers go by it
   * from their next start on.
   *
   * @param change makes the new contract of the one that holds; its revision is not looked at
   * @return the contract that holds now; that of before if nothing differs
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
   * The contract, or empty if none was published.
   *
   * @throws Failure CONFIGURATION if there is none among the records under the federation's name
   */
  public Optional<FederationSpec> find(Duration timeout) {
    var found = new Found();
    new CompactedReader(connection, timeout).forEach(topic, record -> take(record, found));
    return contract(found);
  }

  /** What the topic holds under the federation's name. */
  private static final class Found {
    private FederationSpec contract;
    private String unreadable;
    private boolean covered;

    boolean isSucceededBy(FederationSpec next) {
      return next.revision() > contract.revision()
          && ContractKeys.differences(contract, next).stream().allMatch(ContractKey::changeable);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record, Found found) {
    if (!connection.federation().equals(record.key())) {
      return;
    }
    Optional<FederationSpec> contract = decode(record, found);
    if (found.contract == null || contract.filter(found::isSucceededBy).isPresent()) {
      found.contract = contract.orElse(null);
      found.covered = false;
    } else {
      found.covered = !contract.equals(Optional.of(found.contract));
    }
  }

  private Optional<FederationSpec> decode(ConsumerRecord<String, byte[]> record, Found found) {
    try {
      return Optional.of(codec.decode(record.value()))
          .filter(spec -> spec.federation().equals(connection.federation()));
    } catch (UndecodableRecord e) {
      if (record.value() != null && found.unreadable == null) {
        found.unreadable = "record at offset " + record.offset() + " is " + e.getMessage();
      }
      return Optional.empty();
    }
  }

  /** It may be of a newer version of this program: then ours must not be published beside it. */
  private Optional<FederationSpec> contract(Found found) {
    if (found.contract == null && found.unreadable != null) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "FEDERATION_UNREADABLE",
          "topic " + topic + " has no contract that can be read: the " + found.unreadable,
          "Upgrade this program, or use the schema registry that the federation was published"
              + " with. If none of yours wrote that record, remove it with kafka-delete-records.sh,"
              + " let only operators write to the topic, and publish the contract again.");
    }
    return Optional.ofNullable(found.contract);
  }

  /** Empty if another publisher came in between, so that its contract must be read first. */
  @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction reports a send that failed
  private Optional<FederationSpec> attempt(
      Function<Optional<FederationSpec>, FederationSpec> decide) {
    try (var producer = producer()) {
      producer.initTransactions();
      var found = new Found();
      new CompactedReader(connection, TIMEOUT).forEach(topic, record -> take(record, found));
      Optional<FederationSpec> present = contract(found);
      FederationSpec wanted = decide.apply(present);
      boolean holds = present.equals(Optional.of(wanted));
      if (holds && !found.covered) {
        return present;
      }
      if (holds) {
        LOG.warn("contract was covered by other records and is published again topic={}", topic);
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

  private static Failure unknown(Connection connection) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "FEDERATION_UNKNOWN",
        "federation "
            + connection.federation()
            + " has no contract at "
            + connection.bootstrapServers(),
        "Correct --federation, or create it first: tributary federation create.");
  }

  private static TopicCatalogue topics(Connection connection) {
    return new TopicCatalogue(connection.federation(), 1);
  }
}
