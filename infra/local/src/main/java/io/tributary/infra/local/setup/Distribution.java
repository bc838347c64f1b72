package io.tributary.infra.local.setup;

import io.tributary.broker.BrokerMain;
import io.tributary.infra.local.process.ChildSpec;
import io.tributary.infra.registry.RegistryMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Finds the product's jars, and makes the specs of children from them.
 *
 * @param classPath of this JVM and of all applications, always in the same order
 * @param archiveDir folder of class-data archives
 */
public record Distribution(List<Path> classPath, Path archiveDir) {

  public Distribution {
    classPath = List.copyOf(classPath);
  }

  /**
   * Returns the distribution that this class was loaded from: {@code dist/lib/*.jar}, or a build's
   * classes.
   */
  public static Distribution locate() {
    Path self = sourceOf(Distribution.class);
    // dist/lib/infra.jar is beside dist/archives, and target/classes beside target/dist.
    Path home =
        Files.isRegularFile(self) ? self.getParent().getParent() : self.resolveSibling("dist");
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .toList();
    return new Distribution(classPath, home.resolve("archives"));
  }

  /**
   * Returns a real Kafka broker; its ready line has {@code bootstrap}.
   *
   * @param port 0 for the last or a free port
   */
  public ChildSpec broker(Path dataDir, int port) {
    return application("broker", BrokerMain.class.getName())
        .withFlags("-Xmx256m", "-XX:TieredStopAtLevel=1")
        .withArgs("--data-dir", dataDir.toString(), "--port", Integer.toString(port));
  }

  /**
   * Returns one of a cluster's brokers.
   *
   * @param id of the node
   * @param clusterId the same for all
   * @param controllers port of every node's controller, by its id
   */
  public ChildSpec broker(
      Path dataDir, int id, String clusterId, SortedMap<Integer, Integer> controllers) {
    String voters =
        controllers.entrySet().stream()
            .map(node -> node.getKey() + "@127.0.0.1:" + node.getValue())
            .collect(Collectors.joining(","));
    return application("broker-" + id, BrokerMain.class.getName())
        .withFlags("-Xmx256m", "-XX:TieredStopAtLevel=1")
        .withArgs("--data-dir", dataDir.toString())
        .withArgs("--controller-port", Integer.toString(controllers.get(id)))
        .withArgs("--node-id", Integer.toString(id))
        .withArgs("--cluster-id", clusterId, "--voters", voters);
  }

  /**
   * Returns a registry with Confluent's API; its ready line has {@code url}.
   *
   * @param port 0 for the last or a free port
   */
  public ChildSpec registry(Path dataDir, int port) {
    return application("registry", RegistryMain.class.getName())
        .withFlags("-Xmx160m", "-XX:TieredStopAtLevel=1")
        .withArgs(dataDir.toString(), Integer.toString(port));
  }

  /** Returns a child for any main class of the product. */
  public ChildSpec application(String name, String mainClass) {
    return ChildSpec.of(name, classPath, mainClass);
  }

  private static Path sourceOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot tell where " + type + " was loaded from", e);
    }
  }
}
