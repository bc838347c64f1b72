package io.tributary.schemas.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The flags that configure the clients of Kafka and the registry: the same for every command. */
public final class ClientConfigOptions implements ClientConfigurable {
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
  private Path file;

  private Map<String, String> configured = Map.of();

  @Override
  public void configureClients(Map<String, String> settings) {
    configured = Map.copyOf(settings);
  }

  /** The file that a flag names. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /**
   * All settings: the flags first, then the file that a flag names.
   *
   * @throws Failure if the file cannot be read, or a flag carries a secret
   */
  public Map<String, String> all() {
    return ClientConfig.of(configured, file(), kafka);
  }

  /** All but those of the file that a flag names. */
  public Map<String, String> withoutFile() {
    return ClientConfig.of(configured, Optional.empty(), kafka);
  }
}
