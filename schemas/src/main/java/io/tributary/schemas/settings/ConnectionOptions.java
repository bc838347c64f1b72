package io.tributary.schemas.settings;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say where a federation lives: the same for every command. */
public final class ConnectionOptions {
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

  @Mixin private ClientConfigOptions clients;

  /**
   * Returns the federation's addresses; the registry may be blank.
   *
   * @throws Failure if {@code --client-config} cannot be read, a flag carries a secret, or the name
   *     is not allowed
   */
  public Connection broker() {
    return new Connection(bootstrapServers, schemaRegistry, federation, clients.all());
  }

  /**
   * Returns the federation's addresses, for a command that reads or writes records.
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

  /** Returns the federation's name, the prefix of the topics. */
  public String federation() {
    return federation;
  }
}
