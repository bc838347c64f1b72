package io.tributary.testkit;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the one broker of this JVM; a shutdown hook stops it. */
final class SharedBroker {

  private static final Logger LOG = LoggerFactory.getLogger(SharedBroker.class);

  private static SharedBroker shared;
  private static String failure;

  private final RunningBroker broker;
  private final Admin admin;

  private SharedBroker(RunningBroker broker) {
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /**
   * Returns the broker, started on first use.
   *
   * @throws IllegalStateException if it could not start; every later call fails in the same way, at
   *     once
   */
  static synchronized SharedBroker get() {
    if (failure != null) {
      throw new IllegalStateException("no test broker, as said before: " + failure);
    }
    if (shared == null) {
      try {
        shared = start();
      } catch (RuntimeException e) {
        failure = e.getMessage();
        throw new IllegalStateException("no test broker: " + failure, e);
      }
    }
    return shared;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  Admin admin() {
    return admin;
  }

  private void close() {
    admin.close();
    broker.close();
  }

  private static SharedBroker start() {
    String image = System.getProperty("kafka.test.image", "apache/kafka:4.4.0-local");
    BrokerChoice choice =
        BrokerChoice.of(
            System.getProperty("kafka.test.broker", "auto"),
            image,
            DockerEngine.fromEnvironment(System.getenv()));
    LOG.atInfo()
        .addKeyValue("kind", choice.kind())
        .addKeyValue("reason", choice.reason())
        .log("test broker chosen");
    RunningBroker broker =
        choice.kind() == BrokerChoice.Kind.TESTCONTAINERS
            ? ContainerBroker.start(image)
            : LocalBroker.start();
    LOG.atInfo().addKeyValue("bootstrap", broker.bootstrapServers()).log("test broker ready");
    SharedBroker started = new SharedBroker(broker);
    Runtime.getRuntime().addShutdownHook(new Thread(started::close, "test-broker-stop"));
    return started;
  }
}
