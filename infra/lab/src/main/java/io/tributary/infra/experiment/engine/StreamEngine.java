package io.tributary.infra.experiment.engine;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.broker.BrokerSettings;
import io.tributary.broker.EmbeddedBroker;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.exchange.KafkaExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the shipped clients and the shipped aggregator over a real broker, all in this process;
 * every run is a federation of its own.
 */
public final class StreamEngine implements ExperimentEngine {
  private static final int PARTITIONS = 2;
  private static final Duration START = Duration.ofMinutes(1);

  private final FrozenModel model;
  private final Path folder;
  private final EmbeddedBroker broker;
  private int runs;

  /**
   * Starts an embedded broker in a temporary folder.
   *
   * @param model not closed by the engine
   */
  public StreamEngine(FrozenModel model) {
    this.model = model;
    try {
      folder = Files.createTempDirectory("tributary-experiment-broker-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")));
  }

  @Override
  public FederationOutcome train(
      RunPlan plan,
      List<List<ClientDataset>> phases,
      int tasks,
      int threads,
      Consumer<WorkerReport> progress)
      throws InterruptedException {
    runs++;
    var setup = new TrainingSetup(plan, model.model(), phases.get(0).size(), tasks);
    FederationSpec spec = setup.spec("experiment-" + runs);
    var connection =
        new FederationConnection(
            broker.bootstrapServers(), "mock://" + spec.federation(), spec.federation(), Map.of());
    publish(connection, spec);
    try (AggregatorApp aggregator =
        AggregatorApp.start(
            connection,
            spec,
            SchemaRegistry.of(connection),
            StreamsSettings.in(folder.resolve("aggregator-" + runs)))) {
      aggregator.awaitReady(START);
      return new FederationTraining(model, threads, Clock.systemUTC())
          .train(
              spec,
              setup.worker(),
              phases,
              () ->
                  new KafkaExchange(
                      connection,
                      spec,
                      Optional.empty(),
                      phases.get(0).stream()
                          .map(ClientDataset::client)
                          .collect(Collectors.toSet())),
              progress);
    }
  }

  private static void publish(FederationConnection connection, FederationSpec spec) {
    var topics = new TopicCatalogue(spec.federation(), PARTITIONS);
    try (TopicAdmin admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, TopicAdmin.BROKER_DEFAULT);
    }
    try (SchemaRegistry registry = SchemaRegistry.of(connection)) {
      registry.register(topics);
      new FederationDirectory(connection, Codecs.of(registry, topics).federationSpec())
          .publish(spec);
    }
  }

  @Override
  public boolean trainsSideBySide() {
    return false;
  }

  @Override
  public void close() {
    broker.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
