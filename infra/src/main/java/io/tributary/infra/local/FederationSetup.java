package io.tributary.infra.local;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;

/** Makes a federation exist: topics, schemas and the contract. Repeating it changes nothing. */
final class FederationSetup {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

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
    var directory =
        new FederationDirectory(
            connection, Codecs.of(services.registry(), topics).federationSpec());
    FederationSpec asked = spec(services.model(), options, plan, clients);
    directory.publish(
        directory
            .find(TIMEOUT)
            .map(published -> continued(published, asked, options))
            .orElse(asked));
    return topics;
  }

  /**
   * The contract with which a run goes on in a federation that exists, perhaps from an earlier
   * version of this program. What no flag names stays as it was published: defaults change from
   * version to version, a federation's rules do not.
   *
   * @param options whether they name who may take part, and how updates are merged
   */
  static FederationSpec continued(
      FederationSpec published, FederationSpec asked, LocalRunOptions options) {
    return new FederationSpec(
        asked.federation(),
        asked.baseModel(),
        asked.embeddingSize(),
        asked.layout(),
        asked.seed(),
        asked.clustering().withOutlierShare(published.clustering().outlierShare()),
        published.window(),
        options.merge.namesStrategy()
            ? asked.merge()
            : asked.merge().withStrategy(published.merge().strategy()),
        options.namesMembership() ? asked.membership() : published.membership());
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
        options.merge.settings(plan.mode()),
        options.membership());
  }
}
