package io.tributary.aggregation;

import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The aggregator's topics must exist, and those that are read together must be cut alike. */
final class TopicCheck {
  private TopicCheck() {}

  /**
   * The catalogue with the number of partitions that the broker has.
   *
   * @throws Failure if a topic is missing, the broker cannot be asked, or partitions differ
   */
  static TopicCatalogue read(Connection connection) {
    var names = new TopicCatalogue(connection.federation(), 1);
    Map<String, Integer> partitions = new HashMap<>();
    try (Admin admin = Admin.create(connection.clientSettings())) {
      List<String> topics = names.all().stream().map(TopicSpec::name).toList();
      Map<String, TopicDescription> found = admin.describeTopics(topics).allTopicNames().get();
      found.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(connection, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException missing
          ? missing(connection, missing)
          : unreachable(connection, e.getCause());
    }
    var topics =
        new TopicCatalogue(connection.federation(), partitions.get(names.updateChunks().name()));
    for (TopicSpec topic : topics.all()) {
      int count = partitions.get(topic.name());
      if (count != topic.partitions()) {
        throw new Failure(
            Failure.Kind.DOMAIN,
            "TOPIC_PARTITIONS",
            "topic "
                + topic.name()
                + " must have "
                + topic.partitions()
                + " partitions, has "
                + count,
            "Compare with: tributary topics plan. Partitions of a federation never change.");
      }
    }
    return topics;
  }

  private static Failure missing(Connection connection, Throwable cause) {
    return new Failure(
        Failure.Kind.DOMAIN,
        "TOPICS_MISSING",
        "federation " + connection.federation() + " lacks topics: " + cause.getMessage(),
        "Create them: tributary topics apply.",
        cause);
  }

  private static Failure unreachable(Connection connection, Throwable cause) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "BROKER_UNREACHABLE",
        "no broker at " + connection.bootstrapServers() + " described the topics: " + cause,
        "Check the address and that the broker runs.",
        cause);
  }
}
