package io.tributary.infra.local;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ClusteringSettings;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.WindowSettings;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;

/** Makes a federation exist: topics, schemas and the contract. Repeating it changes nothing. */
final class FederationSetup {
  private static final double JOIN_FACTOR = 1.5;
  private static final int NEW_CLUSTER_SLOTS = 2;

  /**
   * Root mean square of an update's values, from which on it is scaled down, also before a cluster
   * knows what is usual. Ten steps at the default learning rate give 0.009.
   */
  private static final double CLIPPED_VALUE = 0.05;

  private FederationSetup() {}

  static TopicCatalogue publish(
      LocalServices services, LocalRunOptions options, FederationPlan plan, int clients) {
    Connection connection = services.connection(options, plan.name());
    TopicCatalogue topics = new TopicCatalogue(plan.name(), options.kafka.partitions);
    try (TopicAdmin admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, options.kafka.replicationFactor);
      admin.verify(topics);
    }
    services.registry().register(topics);
    new FederationDirectory(connection, Codecs.of(services.registry(), topics).federationSpec())
        .publish(spec(services.model(), options, plan, clients));
    return topics;
  }

  private static FederationSpec spec(
      ModelDescription model, LocalRunOptions options, FederationPlan plan, int clients) {
    ClusteringSettings clustering =
        new ClusteringSettings(
            plan.mode(), plan.clusters(), clients, JOIN_FACTOR, NEW_CLUSTER_SLOTS, options.seed);
    return new FederationSpec(
        plan.name(),
        model.id(),
        model.hidden(),
        model.layout(),
        options.seed,
        clustering,
        WindowSettings.rounds().clippedTo(clipNorm(model.layout())),
        options.merge.settings());
  }

  private static double clipNorm(AdapterLayout layout) {
    return CLIPPED_VALUE * Math.sqrt(layout.parameters());
  }
}
