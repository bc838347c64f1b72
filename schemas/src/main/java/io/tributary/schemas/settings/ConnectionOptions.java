package io.tributary.schemas.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The flags that say where a federation lives: the same for every command. */
public final class ConnectionOptions implements ClientConfigurable {
  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, comma-separated.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      defaultValue = "",
      paramLabel = "URL",
      description = "Confluent-compatible schema registry.")
  private String schemaRegistry;

  @Option(names = "--federation", required = true, description = "Prefix of the topics.")
  private String federation;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description = "Kafka client setting, passed through verbatim; repeatable.")
  private Map<String, String> kafka = new TreeMap<>();

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description =
          "Properties of the Kafka and registry clients, passed through verbatim; the place for"
              + " secrets.")
  private Path clientConfig;

  private Map<String, String> configured = Map.of();

  @Override
  public void configureClients(Map<String, String> settings) {
    configured = Map.copyOf(settings);
  }

  /**
   * Where the federation lives; the registry may be blank.
   *
   * @throws Failure if {@code --client-config} cannot be read, or a flag carries a secret
   */
  public Connection broker() {
    return new Connection(
        bootstrapServers,
        schemaRegistry,
        federation,
        ClientConfig.of(configured, Optional.ofNullable(clientConfig), kafka));
  }

  /**
   * Where the federation lives, for who reads or writes records.
   *
   * @throws Failure if there is no {@code --schema-registry}
   */
  public Connection brokerAndRegistry() {
    if (schemaRegistry.isBlank()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          "--schema-registry is missing",
          "Pass the registry's URL, e.g. --schema-registry http://localhost:8081.");
    }
    return broker();
  }

  /** Prefix of the topics. */
  public String federation() {
    return federation;
  }
}
