package io.tributary.infra.operate;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a federation exist: its topics, its schemas, and last of all its contract, which everyone
 * waits for. Repeating it changes nothing, and finishes what was begun.
 *
 * @param connection where
 * @param registry of its schemas
 * @param topics that it shall have
 */
public record Founding(Connection connection, SchemaRegistry registry, TopicCatalogue topics) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * Partitions of the topics that are keyed by cluster; empty if there are no such topics yet.
   *
   * @param connection where to look
   */
  public static OptionalInt partitions(Connection connection) {
    String topic = new TopicCatalogue(connection.federation(), 1).updateLedger().name();
    try (var admin = BrokerCalls.admin(connection, TIMEOUT)) {
      boolean known =
          BrokerCalls.await(connection, "listing topics", admin.listTopics().names(), TIMEOUT)
              .contains(topic);
      return known ? OptionalInt.of(KnownFederations.partitions(connection)) : OptionalInt.empty();
    }
  }

  /** What is published already, for who only wants to look. */
  public Optional<FederationSpec> published() {
    return directory().find(TIMEOUT);
  }

  /**
   * Creates the topics that are missing, and registers the schemas.
   *
   * @param replicationFactor of new topics; -1: the broker's default
   */
  public void prepare(short replicationFactor) {
    try (TopicAdmin admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, replicationFactor);
      admin.verify(topics);
    }
    registry.register(topics);
  }

  /** Publishes the contract; passes if it is published already. */
  public void publish(FederationSpec spec) {
    directory().publish(spec);
  }

  private FederationDirectory directory() {
    return new FederationDirectory(connection, Codecs.of(registry, topics).federationSpec());
  }
}
