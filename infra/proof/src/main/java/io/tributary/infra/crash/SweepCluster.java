package io.tributary.infra.crash;

import io.tributary.infra.harness.Scratch;
import io.tributary.infra.local.process.ChildListener;
import io.tributary.infra.local.process.ChildProcess;
import io.tributary.infra.local.process.ChildSpec;
import io.tributary.infra.local.process.RestartPolicy;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.process.SupervisorSettings;
import io.tributary.infra.local.setup.Distribution;
import io.tributary.schemas.settings.FederationConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.Uuid;

/**
 * Runs brokers and a registry on a directory that is deleted with them, and a supervisor of further
 * children.
 */
public final class SweepCluster implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /**
   * The policy that restarts children at once, however often, because they are started to be
   * killed.
   */
  private static final RestartPolicy AT_ONCE =
      new RestartPolicy(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Integer.MAX_VALUE);

  private final Scratch scratch = new Scratch();
  private final Distribution dist = Distribution.locate();
  private final Supervisor supervisor;
  private final List<ChildProcess> brokers;
  private final String bootstrapServers;
  private final String registry;

  /** Starts them; several brokers are one cluster, any one of which may be down. */
  public SweepCluster(int size, ChildListener listener) throws IOException, InterruptedException {
    supervisor =
        Supervisor.open(
            new SupervisorSettings(
                scratch.directory("logs"), dist.archiveDir(), AT_ONCE, Duration.ofSeconds(10)),
            listener);
    try {
      brokers = supervisor.startTogether(brokers(size));
      ChildProcess schemas = supervisor.start(dist.registry(directory("registry"), 0));
      var addresses = new ArrayList<String>();
      for (ChildProcess broker : brokers) {
        addresses.add(broker.awaitReady(START_LIMIT).path("bootstrap").asText());
      }
      bootstrapServers = String.join(",", addresses);
      registry = schemas.awaitReady(START_LIMIT).path("url").asText();
    } catch (InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private List<ChildSpec> brokers(int size) throws IOException {
    if (size == 1) {
      return List.of(dist.broker(directory("broker"), 0));
    }
    String clusterId = Uuid.randomUuid().toString();
    SortedMap<Integer, Integer> controllers = FreePorts.of(size);
    var specs = new ArrayList<ChildSpec>();
    for (int id : controllers.keySet()) {
      specs.add(dist.broker(directory("broker-" + id), id, clusterId, controllers));
    }
    return specs;
  }

  /** Returns the broker with an id, from 1. */
  ChildProcess broker(int id) {
    return brokers.get(id - 1);
  }

  /** Returns the connection to a federation on it. */
  public FederationConnection connection(String federation) {
    return new FederationConnection(bootstrapServers, registry, federation, Map.of());
  }

  Distribution dist() {
    return dist;
  }

  /** Returns an empty directory that is deleted with it. */
  public Path directory(String name) throws IOException {
    return scratch.directory(name);
  }

  ChildProcess start(ChildSpec spec) throws InterruptedException {
    ChildProcess child = supervisor.start(spec);
    child.awaitReady(START_LIMIT);
    return child;
  }

  @Override
  public void close() throws IOException {
    supervisor.close();
    scratch.close();
  }
}
