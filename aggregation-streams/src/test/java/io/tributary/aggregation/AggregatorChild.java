package io.tributary.aggregation;

import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.logging.LogSettings;
import io.tributary.schemas.process.StdinWatch;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An aggregator in a JVM of its own, so that a test can kill it the hard way. */
final class AggregatorChild {
  private AggregatorChild() {}

  /** The federation that {@link #main} serves under a name: both sides build it alike. */
  static FederationSpec spec(String federation) {
    return Federations.named(
        federation, Federations.LARGE, Federations.tasks(2, 4), WindowSettings.rounds());
  }

  static Process start(FederationConnection connection, Path stateDir) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-D" + LogSettings.LEVEL_PROPERTY + "=warn",
            "-cp",
            System.getProperty("java.class.path"),
            AggregatorChild.class.getName(),
            connection.bootstrapServers(),
            connection.federation(),
            stateDir.toString(),
            StdinWatch.SUPERVISED);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.appendTo(new File(stateDir + ".log")))
        .start();
  }

  public static void main(String[] all) throws InterruptedException {
    String[] args = StdinWatch.start(all);
    var connection =
        new FederationConnection(args[0], "mock://" + LiveFederation.SCOPE, args[1], Map.of());
    var topics = new TopicCatalogue(args[1], LiveFederation.PARTITIONS);
    StreamsSettings defaults = StreamsSettings.in(Path.of(args[2]));
    var settings =
        new StreamsSettings(
            defaults.stateDir(),
            2,
            Duration.ofMillis(100),
            0,
            defaults.cacheBytes(),
            Optional.of("child"),
            defaults.topology());
    try (var app =
        AggregatorApp.start(connection, spec(args[1]), LiveFederation.registry(topics), settings)) {
      app.awaitEnd();
    }
  }
}
