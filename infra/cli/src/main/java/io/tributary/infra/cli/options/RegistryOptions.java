package io.tributary.infra.cli.options;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.ClientConfig;
import io.tributary.schemas.settings.ClientConfigurable;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name a federation and the registry of its schemas. */
public final class RegistryOptions implements ClientConfigurable {
  @Option(
      names = ConnectionOptions.SCHEMA_REGISTRY,
      required = true,
      paramLabel = "URL",
      description = ConnectionOptions.SCHEMA_REGISTRY_HELP)
  private String url;

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description = "Properties of the registry's client, passed through verbatim.")
  private Path clientConfig;

  @Option(
      names = ConnectionOptions.FEDERATION,
      required = true,
      description = ConnectionOptions.FEDERATION_HELP)
  private String federation;

  private Map<String, String> configured = Map.of();

  @Override
  public void configureClients(Map<String, String> settings) {
    configured = Map.copyOf(settings);
  }

  public SchemaRegistry open() {
    Map<String, String> settings =
        ClientConfig.of(configured, Optional.ofNullable(clientConfig), Map.of());
    return SchemaRegistry.at(url, ClientConfig.ofRegistry(settings));
  }

  public String url() {
    return url;
  }

  public TopicCatalogue topics() {
    FederationConnection.requireName(federation);
    return new TopicCatalogue(federation, 1);
  }
}
