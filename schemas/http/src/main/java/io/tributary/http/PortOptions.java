package io.tributary.http;

import io.tributary.schemas.settings.Failure;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The flags of {@link PortSettings}: the same for every application that opens a port. */
public final class PortOptions {
  @Option(
      names = "--allowed-hosts",
      split = ",",
      paramLabel = "NAME",
      description =
          "names that requests may be addressed to, besides localhost; asked for by a port that"
              + " listens on this machine only, or by any port if given")
  private Set<String> allowedHosts = new LinkedHashSet<>();

  @Option(
      names = "--head-timeout",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description = "longest time for a request's line and headers (default: ${DEFAULT-VALUE})")
  private int headSeconds;

  @Option(
      names = "--body-timeout",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description =
          "longest time for a request's body, and for taking an answer (default: ${DEFAULT-VALUE})")
  private int bodySeconds;

  @Option(
      names = "--min-bytes-per-second",
      defaultValue = "1024",
      paramLabel = "BYTES",
      description =
          "callers that send or read more slowly, after 5 s, are cut off (default:"
              + " ${DEFAULT-VALUE})")
  private int leastBytesPerSecond;

  @Option(
      names = "--idle-timeout",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description =
          "how long a connection may stay open between requests (default: ${DEFAULT-VALUE})")
  private int idleSeconds;

  @Option(
      names = "--max-connections",
      defaultValue = "1024",
      description =
          "open connections of a port; beyond, the one that has waited longest for its request is"
              + " closed (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--max-connections-per-address",
      defaultValue = "256",
      description =
          "the same for the connections of one address; behind a proxy all have its address"
              + " (default: ${DEFAULT-VALUE})")
  private int connectionsPerAddress;

  /**
   * Returns the port settings that the flags describe.
   *
   * @throws Failure if a value is out of bounds
   */
  public PortSettings settings() {
    try {
      return new PortSettings(
          Duration.ofSeconds(headSeconds),
          Duration.ofSeconds(bodySeconds),
          leastBytesPerSecond,
          Duration.ofSeconds(idleSeconds),
          connections,
          connectionsPerAddress,
          allowedHosts);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
