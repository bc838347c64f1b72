package io.tributary.aggregation;

import io.tributary.aggregation.manage.AggregatorManagementPort;
import io.tributary.aggregation.manage.AggregatorMetrics;
import io.tributary.aggregation.manage.CompositeListener;
import io.tributary.aggregation.manage.ProcessFacts;
import io.tributary.aggregation.manage.TopologyLog;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.http.manage.ManagementOptions;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.process.CodeVersion;
import io.tributary.schemas.process.ShutdownHook;
import io.tributary.schemas.process.SupervisedOption;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Implements {@code aggregator run}, which clusters slots and merges updates until it is stopped.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Run the aggregator: slots become clusters, updates become versions.")
public final class AggregatorCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(AggregatorCommand.class);

  /**
   * The time within which the aggregator must be ready, including the time to restore state after a
   * lost disk.
   */
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  @Mixin private ConnectionOptions where;

  @Option(
      names = "--state-dir",
      required = true,
      description = "where state is kept; losing it costs time, never data")
  private Path stateDir;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "stream threads (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--commit-interval-ms",
      defaultValue = "100",
      description = "how often a transaction ends (default: ${DEFAULT-VALUE})")
  private long commitIntervalMillis;

  @Option(
      names = "--standby",
      defaultValue = "0",
      description = "copies of the state on other instances (default: ${DEFAULT-VALUE})")
  private int standby;

  @Option(
      names = "--cache-mb",
      defaultValue = "64",
      description = "record cache; should hold what one commit touches (default: ${DEFAULT-VALUE})")
  private int cacheMegabytes;

  @Option(
      names = "--retained-versions",
      defaultValue = "50",
      description =
          "versions of a cluster that stay in the topics, the newest (default: ${DEFAULT-VALUE})")
  private int retainedVersions;

  @Option(
      names = "--instance",
      description =
          "name that a restarted process keeps, unique among instances: it then takes over at once")
  private String instance;

  @Mixin private ManagementOptions managementOptions;

  @Mixin private SupervisedOption supervision;

  @Override
  public Integer call() throws InterruptedException {
    supervision.begin();
    StreamsSettings settings = settings();
    managementOptions.check();
    FederationConnection connection = where.brokerAndRegistry();
    Preflight.check(connection);
    FederationSpec spec = FederationDirectory.read(connection);
    try (var registry = SchemaRegistry.of(connection)) {
      var metrics = new AggregatorMetrics(CodeVersion.text());
      var listeners = new CompositeListener(List.of(metrics, new TopologyLog()));
      AggregatorApp app = AggregatorApp.start(connection, spec, registry, settings, listeners);
      run(app, spec, metrics);
    }
    return 0;
  }

  /** A signal, or the end of standard input, ends the process by the hook; failures are thrown. */
  private void run(AggregatorApp app, FederationSpec spec, AggregatorMetrics metrics)
      throws InterruptedException {
    var drain = ShutdownHook.drain("aggregator-drain", app::close);
    Optional<AggregatorManagementPort> management = Optional.empty();
    try {
      metrics.watchRestore(app::restoreRemaining);
      management = manage(app, spec, metrics);
      app.awaitReady(READY_WITHIN);
      LOG.atInfo().addKeyValue(LogKeys.FEDERATION, where.federation()).log("aggregator is running");
      supervision.ready(greeting(management));
      app.awaitEnd();
    } catch (Failure e) {
      drain.cancel();
      app.close();
      throw e;
    } finally {
      management.ifPresent(AggregatorManagementPort::close);
    }
  }

  /**
   * Opens the management port, before the topology is ready, so that probes are answered while
   * state is restored.
   */
  private Optional<AggregatorManagementPort> manage(
      AggregatorApp app, FederationSpec spec, AggregatorMetrics metrics) {
    var about =
        new ProcessFacts(
            CodeVersion.text(), spec.federation(), spec.baseModel(), app.topology(), app::state);
    return managementOptions
        .address()
        .map(
            address ->
                AggregatorManagementPort.open(
                    address, managementOptions.settings(), about, metrics));
  }

  private Map<String, String> greeting(Optional<AggregatorManagementPort> management) {
    var greeting = new HashMap<>(Map.of("federation", where.federation()));
    management.ifPresent(port -> greeting.put("management", port.url()));
    return greeting;
  }

  private StreamsSettings settings() {
    try {
      return new StreamsSettings(
          stateDir,
          threads,
          Duration.ofMillis(commitIntervalMillis),
          standby,
          (long) cacheMegabytes << 20,
          Optional.ofNullable(instance),
          TopologySettings.retaining(retainedVersions));
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
