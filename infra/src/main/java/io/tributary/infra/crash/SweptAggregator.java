package io.tributary.infra.crash;

import io.tributary.infra.crash.gate.GatedClients;
import io.tributary.infra.local.ChildSpec;
import io.tributary.schemas.settings.Connection;
import java.nio.file.Path;

/** The very {@code aggregator run} that a user would start, with clients that ask at a gate. */
final class SweptAggregator {
  private SweptAggregator() {}

  static ChildSpec spec(
      SweepCluster cluster, String mainClass, Connection connection, Path stateDir, int gatePort) {
    return cluster
        .dist()
        .application(connection.federation(), mainClass)
        .withFlags("-Xmx384m", "-XX:TieredStopAtLevel=1")
        .withArgs("aggregator", "run")
        .withArgs("--bootstrap-servers", connection.bootstrapServers())
        .withArgs("--schema-registry", connection.schemaRegistry())
        .withArgs("--federation", connection.federation())
        .withArgs("--state-dir", stateDir.toString())
        .withArgs("--threads", "2", "--instance", "swept", "--retained-versions", "3")
        .withArgs("--kafka", "default.client.supplier=" + GatedClients.class.getName())
        .withArgs("--kafka", GatedClients.PORT + "=" + gatePort);
  }
}
