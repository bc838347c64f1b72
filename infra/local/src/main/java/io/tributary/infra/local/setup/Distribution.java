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
 * Where our jars lie, and the children that can be made of them.
 *
 * @param classPath of this JVM and of all our applications, always in the same order
 * @param archiveDir where class-data archives are kept
 */
public record Distribution(List<Path> classPath, Path archiveDir) {

  public Distribution {
    classPath = List.copyOf(classPath);
  }

  /** The one that this class was loaded from: {@code dist/lib/*.jar}, or a build's classes. */
  public static Distribution locate() {
    Path self = sourceOf(Distribution.class);
    // dist/lib/infra.jar lies beside dist/archives; target/classes beside target/dist.
    Path home =
        Files.isRegularFile(self) ? self.getParent().getParent() : self.resolveSibling("dist");
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .toList();
    return new Distribution(classPath, home.resolve("archives"));
  }

  /** A real Kafka broker; its ready line has {@code bootstrap}. 0 for the last or a free port. */
  public ChildSpec broker(Path dataDir, int port) {
    return application("broker", BrokerMain.class.getName())
        .withFlags("-Xmx256m", "-XX:TieredStopAtLevel=1")
        .withArgs("--data-dir", dataDir.toString(), "--port", Integer.toString(port));
  }

  /**
   * One of a cluster's brokers.
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
   * A registry that speaks Confluent's API; its ready line has {@code url}. 0 for the last or a
   * free port.
   */
  public ChildSpec registry(Path dataDir, int port) {
    return application("registry", RegistryMain.class.getName())
        .withFlags("-Xmx160m", "-XX:TieredStopAtLevel=1")
        .withArgs(dataDir.toString(), Integer.toString(port));
  }

  /** Any main class of ours. */
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
