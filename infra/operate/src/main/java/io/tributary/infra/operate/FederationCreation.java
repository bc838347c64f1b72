package io.tributary.infra.operate;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Creates a federation: its topics, its schemas, and last of all its contract, for which all
 * programs wait. Repeating it changes nothing, and completes an interrupted creation.
 *
 * @param connection addresses of the federation
 * @param registry of its schemas
 * @param topics of the federation
 */
public record FederationCreation(
    FederationConnection connection, SchemaRegistry registry, TopicCatalogue topics) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * Returns the number of partitions of the topics that are keyed by cluster; empty if there are no
   * such topics yet.
   *
   * @param connection addresses of the broker
   */
  public static OptionalInt partitions(FederationConnection connection) {
    String topic = new TopicCatalogue(connection.federation(), 1).updateLedger().name();
    try (var admin = BrokerCalls.admin(connection, TIMEOUT)) {
      boolean known =
          BrokerCalls.await(connection, "listing topics", admin.listTopics().names(), TIMEOUT)
              .contains(topic);
      return known ? OptionalInt.of(KnownFederations.partitions(connection)) : OptionalInt.empty();
    }
  }

  /** Returns the published contract, without creating anything. */
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

  /** Publishes the contract; does nothing if it is published already. */
  public void publish(FederationSpec spec) {
    directory().publish(spec);
  }

  private FederationDirectory directory() {
    return new FederationDirectory(connection, Codecs.of(registry, topics).federationSpec());
  }
}
