package io.tributary.infra.crash;

import io.tributary.infra.crash.fault.FaultTarget;
import io.tributary.infra.crash.fault.GateServer;
import io.tributary.infra.crash.fault.Killer;
import io.tributary.infra.crash.gate.GatedClients;
import io.tributary.infra.local.process.ChildProcess;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.FederationConnection;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs a federation and its aggregator: the same {@code aggregator run} that a user would start,
 * with clients that ask at a gate.
 */
final class SweptAggregator implements AutoCloseable {
  private final SweepCluster cluster;
  private final Killer killer;
  private final GateServer gate;
  private final SweepFederation federation;
  private final Path stateDir;
  private ChildProcess child;

  /** Creates the federation; the aggregator is not started. */
  SweptAggregator(SweepCluster cluster, String name, FaultTarget faultTarget) throws IOException {
    this.cluster = cluster;
    killer = new Killer(name, faultTarget);
    stateDir = cluster.directory(name);
    gate = GateServer.open(killer);
    federation = new SweepFederation(cluster.connection(name), SweepUpdates.TWO_CHUNKS);
  }

  void start(String mainClass) throws InterruptedException {
    FederationConnection connection = federation.connection();
    child =
        cluster.start(
            cluster
                .dist()
                .application(connection.federation(), mainClass)
                .withFlags("-Xmx384m", "-XX:TieredStopAtLevel=1")
                .withArgs("aggregator", "run")
                .withArgs(ConnectionOptions.BOOTSTRAP_SERVERS, connection.bootstrapServers())
                .withArgs(ConnectionOptions.SCHEMA_REGISTRY, connection.schemaRegistry())
                .withArgs(ConnectionOptions.FEDERATION, connection.federation())
                .withArgs("--state-dir", stateDir.toString())
                .withArgs("--threads", "2", "--instance", "swept", "--retained-versions", "3")
                .withArgs("--kafka", "default.client.supplier=" + GatedClients.class.getName())
                .withArgs("--kafka", GatedClients.PORT + "=" + gate.port()));
  }

  SweepFederation federation() {
    return federation;
  }

  Killer killer() {
    return killer;
  }

  ChildProcess child() {
    return child;
  }

  Path stateDir() {
    return stateDir;
  }

  @Override
  public void close() throws IOException {
    federation.close();
    gate.close();
  }
}
