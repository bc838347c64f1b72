package io.tributary.infra.local;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;

/** Makes a federation exist: topics, schemas and the contract. Repeating it changes nothing. */
final class FederationSetup {
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
    return new FederationSpec(
        plan.name(),
        model.id(),
        model.hidden(),
        model.layout(),
        options.seed,
        FederationDefaults.clustering(plan.mode(), plan.clusters(), clients, options.seed),
        FederationDefaults.rounds(model.layout(), clients),
        options.merge.settings(),
        options.membership());
  }
}
