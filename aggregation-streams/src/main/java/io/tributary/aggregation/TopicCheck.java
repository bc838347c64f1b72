package io.tributary.aggregation;

import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.MissingTopics;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that the aggregator's topics exist and that topics read together have as many partitions.
 */
final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private TopicCheck() {}

  /**
   * Returns the catalogue with the broker's number of partitions.
   *
   * @throws Failure if a topic is missing, the broker cannot be asked, or partitions differ
   */
  static TopicCatalogue read(FederationConnection connection) {
    var names = new TopicCatalogue(connection.federation(), 1);
    Map<String, TopicDescription> found = describe(connection, names);
    var topics =
        new TopicCatalogue(
            connection.federation(), found.get(names.updateChunks().name()).partitions().size());
    for (TopicSpec topic : topics.all()) {
      int count = found.get(topic.name()).partitions().size();
      if (count != topic.partitions()) {
        throw new Failure(
            Failure.Kind.DOMAIN,
            "TOPIC_DIFFERS",
            "topic "
                + topic.name()
                + " must have "
                + topic.partitions()
                + " partitions, had "
                + count,
            "Compare with: tributary topics plan. Partitions of a federation never change.");
      }
    }
    warnOfClientsTimes(connection, topics);
    return topics;
  }

  /**
   * Warns of topics that the broker does not date: there the aggregator bounds times by its own
   * clock.
   */
  private static void warnOfClientsTimes(FederationConnection connection, TopicCatalogue topics) {
    List<ConfigResource> dated =
        topics.all().stream()
            .filter(TopicSpec::brokerTime)
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
            .toList();
    try (Admin admin = BrokerCalls.admin(connection, TIMEOUT)) {
      BrokerCalls.await(
              connection, "reading topic settings", admin.describeConfigs(dated).all(), TIMEOUT)
          .forEach(
              (topic, config) -> {
                ConfigEntry type = config.get(TopicSpec.TIMESTAMP_TYPE);
                if (type == null || !TopicSpec.LOG_APPEND_TIME.equals(type.value())) {
                  LOG.atWarn()
                      .addKeyValue(LogKeys.TOPIC, topic.name())
                      .addKeyValue(LogKeys.FIX, "run tributary topics apply")
                      .log("a topic is dated by its clients, not by the broker");
                }
              });
    } catch (Failure e) {
      LOG.atWarn()
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .log("cannot tell whether the broker dates what clients write");
    }
  }

  private static Map<String, TopicDescription> describe(
      FederationConnection connection, TopicCatalogue topics) {
    List<String> names = topics.all().stream().map(TopicSpec::name).toList();
    try (Admin admin = BrokerCalls.admin(connection, TIMEOUT)) {
      return BrokerCalls.await(
          connection, "describing topics", admin.describeTopics(names).allTopicNames(), TIMEOUT);
    } catch (Failure e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw MissingTopics.asReason(connection, e).orElse(e);
      }
      throw e;
    }
  }
}
