package io.tributary.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running KRaft broker in this JVM, bound to 127.0.0.1, whose data outlives it.
 *
 * <p>{@link #start} returns when clients can connect; {@link #close} stops cleanly and may be
 * called twice.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String KAFKA_VERSION = AppInfoParser.getVersion();

  /**
   * The number of attempts to start: a port that was free a moment ago may be taken. A port that
   * was asked for is never replaced.
   */
  private static final int ATTEMPTS = 3;

  private final DataDirectory directory;
  private final KafkaRaftServer server;
  private final int port;
  private boolean closed;

  private EmbeddedBroker(DataDirectory directory, KafkaRaftServer server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker, formatting its directory on the first start.
   *
   * @throws BrokerStartException if a port is busy, the directory is not writable, locked, full or
   *     written by a newer Kafka, or the server fails
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    DataDirectory directory = null;
    try {
      directory = DataDirectory.open(settings.dataDir().toAbsolutePath(), KAFKA_VERSION);
      format(directory.logDir(), settings.node());
      return startRetrying(settings, directory);
    } catch (BrokerStartException e) {
      throw releasing(directory, e);
    } catch (IOException e) {
      throw releasing(
          directory,
          new BrokerStartException(
              "the broker cannot read or write %s: %s".formatted(settings.dataDir(), e), e));
    }
  }

  /** Returns {@code 127.0.0.1:port}, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The TCP port on which the broker serves its clients. */
  public int port() {
    return port;
  }

  /** Hands leadership back, flushes and stops; returns when everything is on disk. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    try {
      directory.close();
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .log("broker stopped, but its directory's lock could not be released");
    }
  }

  private static void format(Path logDir, ClusterNode node) throws IOException {
    if (Files.exists(logDir.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(logDir, OwnerOnly.folder(logDir));
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(node.id())
          .setClusterId(node.isAlone() ? Uuid.randomUuid().toString() : node.clusterId())
          .addDirectory(logDir.toString())
          .setMetadataLogDirectory(logDir.toString())
          .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) { // Formatter.run declares no narrower type.
      throw new BrokerStartException(
          "the broker cannot format %s: %s".formatted(logDir, e.getMessage()), e);
    }
  }

  private static EmbeddedBroker startRetrying(BrokerSettings settings, DataDirectory directory)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      int controllerPort =
          PortChoice.choose(
              "broker controller port",
              settings.controllerPort(),
              directory.rememberedPort("controller.port"),
              settings.port());
      int port =
          PortChoice.choose(
              "broker port", settings.port(), directory.rememberedPort("port"), controllerPort);
      try {
        EmbeddedBroker broker = startOnce(settings, directory, port, controllerPort);
        directory.remember(port, controllerPort, KAFKA_VERSION);
        LOG.atInfo()
            .addKeyValue("bootstrap", broker.bootstrapServers())
            .addKeyValue("folder", settings.dataDir())
            .log("broker ready");
        return broker;
      } catch (BrokerStartException e) {
        if (!lostPort(e) || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.atInfo()
            .setCause(e)
            .log("a port chosen for the broker was taken meanwhile, choosing again");
      }
    }
  }

  private static EmbeddedBroker startOnce(
      BrokerSettings settings, DataDirectory directory, int port, int controllerPort) {
    Properties config = BrokerConfig.of(settings, directory.logDir(), port, controllerPort);
    KafkaRaftServer server = null;
    try {
      server = new KafkaRaftServer(KafkaConfig.fromProps(config, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(directory, server, port);
    } catch (RuntimeException e) {
      if (server != null) {
        server.shutdown();
      }
      throw new BrokerStartException(
          "the broker on 127.0.0.1:%d with data in %s did not start: %s"
              .formatted(port, directory.logDir(), e.getMessage()),
          e);
    }
  }

  private static boolean lostPort(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof java.net.BindException) {
        return true;
      }
    }
    return false;
  }

  private static BrokerStartException releasing(
      DataDirectory directory, BrokerStartException failure) {
    if (directory != null) {
      try {
        directory.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }
}
