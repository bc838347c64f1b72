package io.tributary.infra.cli;

import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Where a federation lives, for verbs that look at an existing one. */
final class ConnectionOptions {
  @Option(names = "--bootstrap-servers", required = true, paramLabel = "HOST:PORT")
  private String bootstrapServers;

  @Option(names = "--schema-registry", paramLabel = "URL", defaultValue = "")
  private String schemaRegistry;

  @Option(names = "--federation", required = true, description = "Prefix of the topics.")
  private String federation;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description = "Kafka client settings, passed through verbatim.")
  private Map<String, String> kafka = new TreeMap<>();

  @Option(
      names = "--partitions",
      defaultValue = "2",
      description = "Of the topics keyed by cluster or chunk (default: ${DEFAULT-VALUE}).")
  private int partitions;

  Connection connection() {
    return new Connection(bootstrapServers, schemaRegistry, federation, kafka);
  }

  TopicCatalogue topics() {
    return new TopicCatalogue(federation, partitions);
  }
}
