package io.tributary.schemas.topic;

import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicStatus.Difference;
import io.tributary.schemas.topic.TopicStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates and compares a federation's topics on a broker: {@code topics plan|apply|verify}. It
 * creates topics and makes the broker date the records of clients; it changes nothing else and
 * deletes nothing. It throws a {@link Failure} of kind UNREACHABLE when the broker does not answer.
 */
public final class TopicAdmin implements AutoCloseable {
  /** The replication factor that leaves the choice to the broker's default. */
  public static final short BROKER_DEFAULT = -1;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final FederationConnection connection;
  private final Admin admin;

  private TopicAdmin(FederationConnection connection, Admin admin) {
    this.connection = connection;
    this.admin = admin;
  }

  /** Returns an admin that connects on first use. */
  public static TopicAdmin connect(FederationConnection connection) {
    return new TopicAdmin(connection, BrokerCalls.admin(connection, TIMEOUT));
  }

  /** Compares every topic with the broker, in the catalogue's order; changes nothing. */
  public List<TopicStatus> plan(TopicCatalogue topics) {
    Map<String, Integer> partitions = partitions(topics);
    Map<String, Map<String, String>> configs = configs(partitions.keySet());
    var statuses = new ArrayList<TopicStatus>();
    for (TopicSpec spec : topics.all()) {
      Integer count = partitions.get(spec.name());
      statuses.add(
          count == null
              ? TopicComparison.missing(spec)
              : TopicComparison.of(spec, count, configs.get(spec.name())));
    }
    return statuses;
  }

  /**
   * Creates missing topics, makes the broker date the topics that clients date, and leaves the rest
   * alone. Repeating it changes nothing.
   *
   * @param replicationFactor of new topics, or {@link #BROKER_DEFAULT}
   * @return the plan that was carried out
   */
  public List<TopicStatus> apply(TopicCatalogue topics, short replicationFactor) {
    List<TopicStatus> plan = plan(topics);
    var missing = new ArrayList<NewTopic>();
    for (TopicStatus status : plan) {
      if (status.state() == State.MISSING) {
        missing.add(newTopic(status.spec(), replicationFactor));
      }
    }
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, created) ->
                awaitUnless(TopicExistsException.class, "creating " + name, created));
    plan.stream().filter(TopicComparison::datedByClients).forEach(this::dateByBroker);
    awaitVisible(topics);
    return plan;
  }

  private void dateByBroker(TopicStatus status) {
    String name = status.spec().name();
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    var entry = new ConfigEntry(TopicSpec.TIMESTAMP_TYPE, TopicSpec.LOG_APPEND_TIME);
    var set = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
    BrokerCalls.await(
        connection,
        "setting " + TopicSpec.TIMESTAMP_TYPE + " of " + name,
        admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all(),
        TIMEOUT);
  }

  /**
   * Checks that every topic is as the catalogue defines it.
   *
   * @throws Failure DOMAIN, naming all topics that are missing, or else the first difference: what
   *     was expected, what is there, and the fix
   */
  public void verify(TopicCatalogue topics) {
    List<TopicStatus> plan = plan(topics);
    List<String> missing =
        plan.stream()
            .filter(status -> status.state() == State.MISSING)
            .map(status -> status.spec().name())
            .toList();
    if (!missing.isEmpty()) {
      throw MissingTopics.failure(connection, missing, null);
    }
    for (TopicStatus status : plan) {
      String name = status.spec().name();
      if (status.state() == State.DIFFERENT) {
        Difference first = status.differences().get(0);
        throw new Failure(
            Failure.Kind.DOMAIN,
            "TOPIC_DIFFERS",
            first.what()
                + " of topic "
                + name
                + " must be "
                + first.expected()
                + ", was "
                + first.actual(),
            first.fix());
      }
    }
  }

  /**
   * Waits until brokers see new topics and settings, which the controller knows a moment before
   * them.
   */
  private void awaitVisible(TopicCatalogue topics) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (partitions(topics).size() < topics.all().size()
        || plan(topics).stream().anyMatch(TopicComparison::datedByClients)) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            Failure.Kind.TIMEOUT,
            "TOPICS_NOT_VISIBLE",
            "new topics or settings were not visible within " + TIMEOUT.toSeconds() + " s",
            "Check the brokers' health, then run tributary topics apply again.");
      }
    }
  }

  private Map<String, Integer> partitions(TopicCatalogue topics) {
    List<String> names = topics.all().stream().map(TopicSpec::name).toList();
    var partitions = new HashMap<String, Integer>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, answer) ->
                this.<TopicDescription>awaitUnless(
                        UnknownTopicOrPartitionException.class, "describing " + name, answer)
                    .ifPresent(topic -> partitions.put(name, topic.partitions().size())));
    return partitions;
  }

  private Map<String, Map<String, String>> configs(Iterable<String> names) {
    var resources = new ArrayList<ConfigResource>();
    for (String name : names) {
      resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name));
    }
    var configs = new HashMap<String, Map<String, String>>();
    BrokerCalls.await(
            connection, "reading topic settings", admin.describeConfigs(resources).all(), TIMEOUT)
        .forEach(
            (resource, config) -> {
              var values = new HashMap<String, String>();
              config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
              configs.put(resource.name(), values);
            });
    return configs;
  }

  /** Returns the answer, or empty if the broker answers with this exception. */
  private <T> Optional<T> awaitUnless(
      Class<? extends Exception> expected, String doing, KafkaFuture<T> answer) {
    try {
      return Optional.ofNullable(BrokerCalls.await(connection, doing, answer, TIMEOUT));
    } catch (Failure e) {
      if (expected.isInstance(e.getCause())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static NewTopic newTopic(TopicSpec spec, short replicationFactor) {
    var config = new HashMap<>(spec.config());
    config.putAll(spec.advice());
    return new NewTopic(spec.name(), spec.partitions(), replicationFactor).configs(config);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
