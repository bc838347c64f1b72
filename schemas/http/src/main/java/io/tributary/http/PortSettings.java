package io.tributary.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The time and size limits of a port towards its callers.
 *
 * @param headWithin longest time for a request's line and headers, from its first byte on; of a new
 *     connection, from its opening on
 * @param bodyWithin longest time for a request's body, and for sending an answer
 * @param leastBytesPerSecond a body that arrives, or an answer that is sent, more slowly than this
 *     after {@link #GRACE} is cut off; >= 1
 * @param idleFor how long a connection may stay open between two requests
 * @param connections open at the same time, >= 1
 * @param connectionsPerAddress open at the same time from one address, >= 1; behind a proxy all
 *     callers have one address
 * @param allowedHosts names that requests may be addressed to, besides the loopback ones, in lower
 *     case and without a port
 */
public record PortSettings(
    Duration headWithin,
    Duration bodyWithin,
    int leastBytesPerSecond,
    Duration idleFor,
    int connections,
    int connectionsPerAddress,
    Set<String> allowedHosts) {
  /** The time before a rate is required, because a short pause is no fault. */
  static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * The defaults: 10 s, 60 s, 1 KiB/s, 60 s, 1024 connections, 256 of an address, loopback names
   * only.
   */
  public static final PortSettings DEFAULT =
      new PortSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          1024,
          Duration.ofSeconds(60),
          1024,
          256,
          Set.of());

  public PortSettings {
    requirePositive("--head-timeout", headWithin);
    requirePositive("--body-timeout", bodyWithin);
    requirePositive("--idle-timeout", idleFor);
    requireIn("--min-bytes-per-second", leastBytesPerSecond, 1, 1 << 30);
    requireIn("--max-connections", connections, 1, 100_000);
    requireIn("--max-connections-per-address", connectionsPerAddress, 1, 100_000);
    var names = new TreeSet<String>();
    allowedHosts.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    allowedHosts = Set.copyOf(names);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be > 0, was " + value);
    }
  }

  private static void requireIn(String name, int value, int least, int greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          name + " must be in " + least + ".." + greatest + ", was " + value);
    }
  }
}
