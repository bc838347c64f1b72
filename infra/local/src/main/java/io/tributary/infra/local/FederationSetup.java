package io.tributary.infra.local;

import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.setup.FederationDefaults;
import io.tributary.infra.local.setup.ModelDescription;
import io.tributary.infra.operate.FederationCreation;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;

/** Creates a federation: topics, schemas and the contract. Repeating it changes nothing. */
final class FederationSetup {
  private FederationSetup() {}

  static TopicCatalogue publish(
      LocalServices services, LocalRunOptions options, FederationPlan plan, int clients) {
    FederationConnection connection = services.connection(options, plan.name());
    TopicCatalogue topics = new TopicCatalogue(plan.name(), options.kafka.partitions);
    var founding = new FederationCreation(connection, services.registry(), topics);
    founding.prepare(options.kafka.replicationFactor);
    FederationSpec asked = spec(services.model(), options, plan, clients);
    founding.publish(
        founding.published().map(held -> continued(held, asked, options)).orElse(asked));
    return topics;
  }

  /**
   * Returns the contract with which a run continues in an existing federation, perhaps from an
   * earlier version of this program. Values that no flag names stay as they were published:
   * defaults change from version to version, a federation's rules do not.
   *
   * @param options whether they name membership and merge
   */
  static FederationSpec continued(
      FederationSpec published, FederationSpec asked, LocalRunOptions options) {
    return new FederationSpec(
        asked.federation(),
        asked.baseModel(),
        asked.embeddingSize(),
        asked.layout(),
        asked.seed(),
        continued(published.clustering(), asked.clustering()),
        published.window(),
        options.merge.namesStrategy()
            ? asked.merge()
            : asked.merge().withStrategy(published.merge().strategy()),
        options.namesMembership() ? asked.membership() : published.membership());
  }

  /**
   * Returns the clustering settings that continue. An operator may have altered values that no flag
   * of a run names.
   */
  private static ClusteringSettings continued(
      ClusteringSettings published, ClusteringSettings asked) {
    return new ClusteringSettings(
        asked.mode(),
        asked.clusters(),
        asked.bootstrapClients(),
        published.joinFactor(),
        published.newClusterSlots(),
        asked.seed(),
        asked.regroupRound(),
        published.outlierShare());
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
