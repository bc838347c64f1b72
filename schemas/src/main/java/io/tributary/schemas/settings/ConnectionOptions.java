package io.tributary.schemas.settings;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say where a federation lives: the same for every command. */
public final class ConnectionOptions {
  /** Name of the flag for the brokers; each command says whether it needs it. */
  public static final String BOOTSTRAP_SERVERS = "--bootstrap-servers";

  /** Name of the flag for the schema registry. */
  public static final String SCHEMA_REGISTRY = "--schema-registry";

  /** Name of the flag for the federation. */
  public static final String FEDERATION = "--federation";

  /** What a value of {@link #BOOTSTRAP_SERVERS} looks like, in help. */
  public static final String BOOTSTRAP_SERVERS_LABEL = "HOST:PORT";

  /** What a value of {@link #BOOTSTRAP_SERVERS} is, in help. */
  public static final String BOOTSTRAP_SERVERS_HELP = "Kafka brokers, comma-separated.";

  /** What a value of {@link #SCHEMA_REGISTRY} is, in help. */
  public static final String SCHEMA_REGISTRY_HELP = "Confluent-compatible schema registry.";

  /** What a value of {@link #FEDERATION} is, in help. */
  public static final String FEDERATION_HELP = "Prefix of the topics.";

  @Option(
      names = BOOTSTRAP_SERVERS,
      required = true,
      paramLabel = BOOTSTRAP_SERVERS_LABEL,
      description = BOOTSTRAP_SERVERS_HELP)
  private String bootstrapServers;

  @Option(
      names = SCHEMA_REGISTRY,
      defaultValue = "",
      paramLabel = "URL",
      description = SCHEMA_REGISTRY_HELP)
  private String schemaRegistry;

  @Option(names = FEDERATION, required = true, description = FEDERATION_HELP)
  private String federation;

  @Mixin private ClientConfigOptions clients;

  /**
   * Returns the federation's addresses; the registry may be blank.
   *
   * @throws Failure if {@code --client-config} cannot be read, a flag carries a secret, or the name
   *     is not allowed
   */
  public FederationConnection broker() {
    return new FederationConnection(bootstrapServers, schemaRegistry, federation, clients.all());
  }

  /**
   * Returns the federation's addresses, for a command that reads or writes records.
   *
   * @throws Failure if there is no {@code --schema-registry}
   */
  public FederationConnection brokerAndRegistry() {
    if (schemaRegistry.isBlank()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          SCHEMA_REGISTRY + " is missing",
          "Pass the registry's URL, e.g. --schema-registry http://localhost:8081.");
    }
    return broker();
  }

  /** Returns the federation's name, the prefix of the topics. */
  public String federation() {
    return federation;
  }
}
