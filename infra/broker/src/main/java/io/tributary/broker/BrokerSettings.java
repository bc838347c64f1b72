package io.tributary.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * The data directory and the loopback ports of an embedded broker.
 *
 * @param dataDir directory of its own, created when absent; a later broker on it continues there
 * @param port client port on 127.0.0.1; 0 takes the one used last time if it is free, else any free
 * @param controllerPort KRaft controller port, same rule
 * @param overrides Kafka broker settings that replace the lean defaults of {@link BrokerConfig}
 * @param node of a cluster
 */
public record BrokerSettings(
    Path dataDir, int port, int controllerPort, Map<String, String> overrides, ClusterNode node) {

  /** The highest TCP port. */
  private static final int MAX_PORT = 65_535;

  public BrokerSettings {
    requirePort("port", port);
    requirePort("controller port", controllerPort);
    if (port != 0 && port == controllerPort) {
      throw new IllegalArgumentException(
          "port and controller port of the broker must differ, both were " + port);
    }
    overrides = Map.copyOf(overrides);
    if (!node.isAlone() && controllerPort == 0) {
      throw new IllegalArgumentException(
          "the controller port of broker "
              + node.id()
              + " must be the one that its voters name, was 0");
    }
  }

  /** Creates the settings of a broker that is its whole cluster. */
  public BrokerSettings(Path dataDir, int port, int controllerPort, Map<String, String> overrides) {
    this(dataDir, port, controllerPort, overrides, ClusterNode.ALONE);
  }

  /** Settings with free ports and the default configuration. */
  public static BrokerSettings in(Path dataDir) {
    return new BrokerSettings(dataDir, 0, 0, Map.of());
  }

  /** Returns these settings with another client port. */
  public BrokerSettings onPort(int clientPort) {
    return new BrokerSettings(dataDir, clientPort, controllerPort, overrides, node);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "broker " + name + " must be in 0.." + MAX_PORT + " (0 picks a free one), was " + port);
    }
  }
}
