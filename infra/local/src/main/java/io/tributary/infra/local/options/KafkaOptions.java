package io.tributary.infra.local.options;

import io.tributary.schemas.settings.ClientConfigOptions;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name the broker and registry of a local run: its own, or existing ones. */
public final class KafkaOptions {
  @Option(
      names = ConnectionOptions.BOOTSTRAP_SERVERS,
      paramLabel = ConnectionOptions.BOOTSTRAP_SERVERS_LABEL,
      description = "An existing Kafka; nothing embedded is started. Needs --schema-registry.")
  public String bootstrapServers;

  @Option(
      names = ConnectionOptions.SCHEMA_REGISTRY,
      paramLabel = "URL",
      description = "An existing Confluent-compatible registry.")
  public String schemaRegistry;

  @Option(
      names = ConnectionOptions.FEDERATION,
      description = "Prefix of the topics (default: SCENARIO-SEED).")
  String federation;

  @Mixin public ClientConfigOptions clients = new ClientConfigOptions();

  @Option(
      names = "--partitions",
      defaultValue = "2",
      description = "Of the topics keyed by cluster or chunk (default: ${DEFAULT-VALUE}).")
  public int partitions;

  @Option(
      names = "--replication-factor",
      defaultValue = "1",
      description = "Of all topics (default: ${DEFAULT-VALUE}).")
  public short replicationFactor;

  @Option(
      names = "--retained-versions",
      defaultValue = "32",
      description =
          "Versions of a cluster that stay in the topics and can be pinned (default:"
              + " ${DEFAULT-VALUE}).")
  public int retainedVersions;

  @Option(
      names = "--broker-port",
      defaultValue = "0",
      description = "Of the embedded broker; 0: the last one or a free one (default).")
  public int brokerPort;

  @Option(
      names = "--registry-port",
      defaultValue = "0",
      description = "Of the embedded registry; 0: the last one or a free one (default).")
  public int registryPort;

  public boolean embedded() {
    return bootstrapServers == null;
  }

  void validate() {
    FlagChecks.atLeast("--partitions", partitions, 1);
    FlagChecks.within("--replication-factor", replicationFactor, 1, 100);
    FlagChecks.within("--retained-versions", retainedVersions, 1, 10_000);
    FlagChecks.within("--broker-port", brokerPort, 0, 65_535);
    FlagChecks.within("--registry-port", registryPort, 0, 65_535);
    if (clients.file().isPresent() && embedded()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          "--client-config must come with --bootstrap-servers, came alone",
          "Leave it out: the embedded broker and registry need no credentials.");
    }
    clients.all();
    if ((bootstrapServers == null) != (schemaRegistry == null)) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          "--bootstrap-servers and --schema-registry must be given together, only one was",
          "Give both to use existing ones, or none to have them embedded.");
    }
  }
}
