package io.tributary.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The Kafka settings of a lean single node on the loopback interface. */
final class BrokerConfig {

  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerConfig() {}

  static Properties of(BrokerSettings settings, Path logDir, int port, int controllerPort) {
    Properties config = new Properties();
    config.putAll(node(settings.node(), logDir, port, controllerPort));
    config.putAll(settings.node().isAlone() ? SINGLE_NODE : SEVERAL_NODES);
    config.putAll(EVERY_NODE);
    config.putAll(QUICK_RESTART);
    config.putAll(LEAN);
    config.putAll(settings.overrides());
    return config;
  }

  private static Map<String, String> node(
      ClusterNode node, Path logDir, int port, int controllerPort) {
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(node.id()),
        "log.dirs",
        logDir.toString(),
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:" + port,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        // Static voters: the ports may differ from one start to the next.
        "controller.quorum.voters",
        node.isAlone() ? "%d@127.0.0.1:%d".formatted(node.id(), controllerPort) : node.voters());
  }

  private static final Map<String, String> SINGLE_NODE =
      Map.of(
          "default.replication.factor", "1",
          "min.insync.replicas", "1",
          "offsets.topic.replication.factor", "1",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1");

  /** The settings of a cluster of three, any one of which may be down. */
  private static final Map<String, String> SEVERAL_NODES =
      Map.of(
          "default.replication.factor", "3",
          "min.insync.replicas", "2",
          "offsets.topic.replication.factor", "3",
          "transaction.state.log.replication.factor", "3",
          "transaction.state.log.min.isr", "2",
          "share.coordinator.state.topic.replication.factor", "3",
          "share.coordinator.state.topic.min.isr", "2");

  private static final Map<String, String> EVERY_NODE =
      Map.of(
          "auto.create.topics.enable", "false",
          // No other consumer will join in the first three seconds, so the group need not wait.
          "group.initial.rebalance.delay.ms", "0");

  /**
   * The settings for a quick restart. Without a controlled shutdown, or after kill -9, the next
   * start waits until the session of the last incarnation has expired (9 s by default): this expiry
   * is shorter, yet long enough for a broker that shares its two cores with training.
   */
  private static final Map<String, String> QUICK_RESTART =
      Map.of(
          "controlled.shutdown.enable", "true",
          "broker.session.timeout.ms", "4000",
          "broker.heartbeat.interval.ms", "500");

  private static final Map<String, String> LEAN =
      Map.of(
          "offsets.topic.num.partitions", "4",
          "transaction.state.log.num.partitions", "4",
          "num.network.threads", "2",
          "num.io.threads", "4",
          "background.threads", "2",
          // 128 MiB by default, allocated on the heap at start.
          "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20),
          // Reserved for every partition's two transaction and offset logs, memory-mapped.
          "log.index.size.max.bytes", Integer.toString(1 << 20));
}
