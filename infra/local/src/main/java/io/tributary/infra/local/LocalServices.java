package io.tributary.infra.local;

import io.tributary.infra.local.options.KafkaOptions;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.process.ChildFailedException;
import io.tributary.infra.local.process.ChildProcess;
import io.tributary.infra.local.process.ChildSpec;
import io.tributary.infra.local.process.ChildTroubles;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.setup.BaseModelProbe;
import io.tributary.infra.local.setup.Distribution;
import io.tributary.infra.local.setup.ModelDescription;
import io.tributary.infra.local.state.KafkaSettingsFile;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The broker, the registry and the base model of a run, all checked.
 *
 * @param bootstrapServers of the broker
 * @param registryUrl of the registry
 * @param registry its client
 * @param model the base model that every process loads
 * @param kafkaSettings file of Kafka's own settings, for the children
 */
record LocalServices(
    String bootstrapServers,
    String registryUrl,
    SchemaRegistry registry,
    ModelDescription model,
    Optional<Path> kafkaSettings)
    implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /** Starts what does not run already; all starts run side by side. */
  static LocalServices start(LocalRunOptions options, Supervisor supervisor, Distribution dist)
      throws InterruptedException {
    try {
      return started(options, supervisor, dist);
    } catch (ChildFailedException e) {
      throw ChildTroubles.asFailure(e);
    }
  }

  private static LocalServices started(
      LocalRunOptions options, Supervisor supervisor, Distribution dist)
      throws InterruptedException {
    Path state = options.stateDir();
    KafkaOptions kafka = options.kafka;
    ChildProcess model = supervisor.start(probe(options.training, dist));
    String bootstrap = kafka.bootstrapServers;
    String url = kafka.schemaRegistry;
    if (kafka.embedded()) {
      ChildProcess broker =
          supervisor.start(dist.broker(state.resolve("broker"), kafka.brokerPort));
      ChildProcess registry =
          supervisor.start(dist.registry(state.resolve("registry"), kafka.registryPort));
      bootstrap = broker.awaitReady(START_LIMIT).path("bootstrap").asText();
      url = registry.awaitReady(START_LIMIT).path("url").asText();
    }
    var connection =
        new FederationConnection(bootstrap, url, options.federation(), kafka.clients.all());
    Preflight.check(connection);
    ModelDescription described = ModelDescription.of(model.awaitReady(START_LIMIT));
    return new LocalServices(
        bootstrap,
        url,
        SchemaRegistry.of(connection),
        described,
        KafkaSettingsFile.write(state, kafka.clients.withoutFile()));
  }

  FederationConnection connection(LocalRunOptions options, String federation) {
    return new FederationConnection(
        bootstrapServers, registryUrl, federation, options.kafka.clients.all());
  }

  private static ChildSpec probe(LocalRunOptions.TrainingOptions training, Distribution dist) {
    return new BaseModelProbe(
            training.baseModel,
            Integer.toString(training.rank),
            Float.toString(training.alpha),
            String.join(",", training.targets))
        .child(dist);
  }

  @Override
  public void close() {
    registry.close();
  }
}
