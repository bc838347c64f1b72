package io.tributary.schemas.federation;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import java.time.Duration;

/** Checks, before a command does anything else, whether broker and registry can be reached. */
public final class Preflight {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Preflight() {}

  /**
   * Checks that broker and registry answer, each within about ten seconds.
   *
   * @throws Failure UNREACHABLE, naming the address and the fix
   */
  public static void check(FederationConnection connection) {
    try (var admin = BrokerCalls.admin(connection, TIMEOUT)) {
      BrokerCalls.await(
          connection, "asking for its id", admin.describeCluster().clusterId(), TIMEOUT);
    }
    try (var registry = SchemaRegistry.of(connection)) {
      registry.ping();
    }
  }
}
