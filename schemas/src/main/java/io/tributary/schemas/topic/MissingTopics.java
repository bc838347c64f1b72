package io.tributary.schemas.topic;

import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the topics of a federation that do not exist: never created, or deleted while programs use
 * them. In the latter case Kafka's clients report only a timeout.
 */
public final class MissingTopics {
  private static final Logger LOG = LoggerFactory.getLogger(MissingTopics.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private MissingTopics() {}

  /**
   * Returns the missing topics of the connection's federation. A topic that the user may not see
   * counts as present.
   *
   * @throws Failure if the broker does not answer
   */
  public static List<String> of(FederationConnection connection) {
    var topics = new TopicCatalogue(connection.federation(), 1);
    List<String> names = topics.all().stream().map(TopicSpec::name).toList();
    var missing = new ArrayList<String>();
    try (Admin admin = BrokerCalls.admin(connection, TIMEOUT)) {
      Map<String, KafkaFuture<TopicDescription>> asked =
          admin.describeTopics(names).topicNameValues();
      for (String name : names) {
        try {
          BrokerCalls.await(connection, "describing " + name, asked.get(name), TIMEOUT);
        } catch (Failure e) {
          if (e.getCause() instanceof UnknownTopicOrPartitionException) {
            missing.add(name);
          } else if (e.kind() == Failure.Kind.UNREACHABLE && !e.code().equals("BROKER_REFUSED")) {
            throw e;
          }
        }
      }
    }
    return missing;
  }

  /**
   * Returns the failure that names missing topics, for a program that failed without a known
   * reason; empty if no topic is missing, or the broker does not answer.
   *
   * @param cause what the program noticed, or null
   */
  public static Optional<Failure> asReason(FederationConnection connection, Throwable cause) {
    try {
      List<String> missing = of(connection);
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of(failure(connection, missing, cause));
    } catch (Failure e) {
      LOG.atDebug().setCause(e).log("cannot tell whether topics are missing");
      return Optional.empty();
    }
  }

  /** Returns TOPIC_MISSING with the topics' names and the fix. */
  static Failure failure(FederationConnection connection, List<String> missing, Throwable cause) {
    boolean one = missing.size() == 1;
    return new Failure(
        Failure.Kind.DOMAIN,
        "TOPIC_MISSING",
        (one ? "topic " : "topics ")
            + String.join(", ", missing)
            + (one ? " does" : " do")
            + " not exist at "
            + connection.bootstrapServers(),
        "Create "
            + (one ? "it" : "them")
            + ": tributary topics apply --federation "
            + connection.federation()
            + ". If somebody deleted "
            + (one ? "it, what it" : "them, what they")
            + " held is gone.",
        cause);
  }
}
