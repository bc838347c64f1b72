package io.tributary.schemas.federation;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import java.time.Duration;

/** The first thing that a command does: find out whether it can talk to anyone. */
public final class Preflight {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Preflight() {}

  /**
   * Passes if broker and registry answer, each within about ten seconds.
   *
   * @throws Failure UNREACHABLE, naming the address and the fix
   */
  public static void check(Connection connection) {
    try (var admin = BrokerCalls.admin(connection, TIMEOUT)) {
      BrokerCalls.await(
          connection, "asking for its id", admin.describeCluster().clusterId(), TIMEOUT);
    }
    try (var registry = SchemaRegistry.of(connection)) {
      registry.ping();
    }
  }
}
