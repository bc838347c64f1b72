package io.tributary.testkit;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one broker of this JVM; a shutdown hook stops it. */
final class SharedBroker {

  private static final Logger LOG = LoggerFactory.getLogger(SharedBroker.class);

  private final RunningBroker broker;
  private final Admin admin;

  private SharedBroker(RunningBroker broker) {
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  static SharedBroker get() {
    return Holder.INSTANCE;
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
    String image = System.getProperty("kafka.test.image", "apache/kafka:4.3.1-local");
    BrokerChoice choice =
        BrokerChoice.of(
            System.getProperty("kafka.test.broker", "auto"),
            image,
            DockerEngine.fromEnvironment(System.getenv()));
    LOG.info("test broker: {} ({})", choice.kind(), choice.reason());
    RunningBroker broker =
        choice.kind() == BrokerChoice.Kind.TESTCONTAINERS
            ? ContainerBroker.start(image)
            : LocalBroker.start();
    LOG.info("test broker ready bootstrap={}", broker.bootstrapServers());
    SharedBroker shared = new SharedBroker(broker);
    Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "test-broker-stop"));
    return shared;
  }

  /** Started on first use; a failure to start fails every test that needs the broker. */
  private static final class Holder {
    static final SharedBroker INSTANCE = start();
  }
}
