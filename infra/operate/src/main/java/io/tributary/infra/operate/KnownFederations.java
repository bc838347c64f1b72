package io.tributary.infra.operate;

import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.settings.NearestWord;
import io.tributary.schemas.topic.MissingTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds the federations on a broker by the names of their topics. */
final class KnownFederations {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String LEDGER = ".update-ledger";
  private static final String CONTRACT = ".federation";

  /**
   * The topics by which a federation is recognised. Either suffices: a federation with one of them
   * deleted is broken, and not unknown.
   */
  private static final List<String> ENDS = List.of(LEDGER, CONTRACT);

  private KnownFederations() {}

  /**
   * Checks that the broker has the connection's federation.
   *
   * @throws Failure FEDERATION_UNKNOWN, with the nearest one that it has
   */
  static void require(FederationConnection connection) {
    Collection<String> known = at(connection);
    if (!known.contains(connection.federation())) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "FEDERATION_UNKNOWN",
          "there is no federation "
              + connection.federation()
              + " at "
              + connection.bootstrapServers(),
          NearestWord.to(connection.federation(), known)
                  .map(meant -> "Did you mean " + meant + "? ")
                  .orElse("")
              + (known.isEmpty() ? "It has none." : "It has " + String.join(", ", known) + "."));
    }
  }

  /**
   * Returns the number of partitions of the topics that are keyed by cluster, for a known
   * federation.
   *
   * @throws Failure TOPIC_MISSING if the topic that determines it was deleted
   */
  static int partitions(FederationConnection connection) {
    String topic = connection.federation() + LEDGER;
    try (var admin = BrokerCalls.admin(connection, TIMEOUT)) {
      return BrokerCalls.await(
              connection,
              "describing " + topic,
              admin.describeTopics(List.of(topic)).allTopicNames(),
              TIMEOUT)
          .get(topic)
          .partitions()
          .size();
    } catch (Failure e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw MissingTopics.asReason(connection, e).orElse(e);
      }
      throw e;
    }
  }

  private static Collection<String> at(FederationConnection connection) {
    var known = new TreeSet<String>();
    try (var admin = BrokerCalls.admin(connection, TIMEOUT)) {
      for (String topic :
          BrokerCalls.await(connection, "listing topics", admin.listTopics().names(), TIMEOUT)) {
        for (String end : ENDS) {
          if (topic.endsWith(end)) {
            known.add(topic.substring(0, topic.length() - end.length()));
          }
        }
      }
    }
    return known;
  }
}
