package io.tributary.broker;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Runs the broker as a process: {@code --data-dir DIR [--port N] [--controller-port N] [--config
 * KEY=VALUE]... [--node-id N --cluster-id ID --voters LIST] [--supervised]}.
 *
 * <p>It prints one JSON line on standard output when clients can connect, or one that names the
 * failure. SIGTERM drains; with {@code --supervised} the end of standard input does the same, so
 * that no broker outlives a parent killed with -9. Exit codes: 0 stopped, 1 could not start, 4 bad
 * arguments or a port in use.
 */
public final class BrokerMain {

  private static final int FAILED = 1;
  private static final int BAD_ARGUMENTS = 4;
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

  private BrokerMain() {}

  public static void main(String[] args) throws IOException {
    boolean supervised = Arrays.asList(args).contains("--supervised");
    BrokerSettings settings;
    try {
      settings = parse(args);
    } catch (IllegalArgumentException e) {
      exit(BAD_ARGUMENTS, "", e);
      return;
    }
    EmbeddedBroker broker;
    try {
      broker = EmbeddedBroker.start(settings);
    } catch (PortTakenException e) {
      exit(BAD_ARGUMENTS, "\"error_code\":\"" + PortTakenException.CODE + "\",", e);
      return;
    } catch (BrokerStartException e) {
      exit(FAILED, "", e);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-drain"));
    print("{\"ready\":true,\"bootstrap\":\"" + broker.bootstrapServers() + "\"}");
    if (supervised) {
      awaitEndOfInput();
      haltLater();
      System.exit(0);
    }
  }

  /**
   * Halts the process some time later: draining waits for the other nodes of a cluster, which may
   * be gone for good, and no other process would end this one then.
   */
  private static void haltLater() {
    Thread deadline =
        new Thread(
            () -> {
              try {
                Thread.sleep(DRAIN_LIMIT.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(FAILED);
            },
            "exit-deadline");
    deadline.setDaemon(true);
    deadline.start();
  }

  static BrokerSettings parse(String[] args) {
    Path dataDir = null;
    int port = 0;
    int controllerPort = 0;
    int nodeId = ClusterNode.ALONE.id();
    String clusterId = "";
    String voters = "";
    Map<String, String> overrides = new HashMap<>();
    Iterator<String> rest = Arrays.asList(args).iterator();
    while (rest.hasNext()) {
      String flag = rest.next();
      switch (flag) {
        case "--supervised" -> {}
        case "--data-dir" -> dataDir = Path.of(value(flag, rest));
        case "--port" -> port = number(flag, value(flag, rest));
        case "--controller-port" -> controllerPort = number(flag, value(flag, rest));
        case "--node-id" -> nodeId = number(flag, value(flag, rest));
        case "--cluster-id" -> clusterId = value(flag, rest);
        case "--voters" -> voters = value(flag, rest);
        case "--config" -> {
          String[] pair = value(flag, rest).split("=", 2);
          if (pair.length != 2) {
            throw new IllegalArgumentException("--config must be KEY=VALUE, was " + pair[0]);
          }
          overrides.put(pair[0], pair[1]);
        }
        default ->
            throw new IllegalArgumentException(
                "unknown argument '%s': known are --data-dir, --port, --controller-port, --config, --node-id, --cluster-id, --voters, --supervised"
                    .formatted(flag));
      }
    }
    if (dataDir == null) {
      throw new IllegalArgumentException("--data-dir is required: the broker's own directory");
    }
    return new BrokerSettings(
        dataDir, port, controllerPort, overrides, new ClusterNode(nodeId, clusterId, voters));
  }

  private static String value(String flag, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(flag + " needs a value");
    }
    return rest.next();
  }

  private static int number(String flag, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(flag + " must be a number, was '" + text + "'", e);
    }
  }

  private static void awaitEndOfInput() throws IOException {
    byte[] ignored = new byte[256];
    while (System.in.read(ignored) >= 0) {
      // The parent sends nothing; only the end matters.
    }
  }

  private static void exit(int exitCode, String errorCode, Exception failure) {
    System.err.println(failure.getMessage());
    String message =
        new String(JsonStringEncoder.getInstance().quoteAsString(failure.getMessage()));
    print("{\"ready\":false," + errorCode + "\"message\":\"" + message + "\"}");
    System.exit(exitCode);
  }

  private static void print(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
