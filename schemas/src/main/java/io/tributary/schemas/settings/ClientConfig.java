package io.tributary.schemas.settings;

import io.tributary.schemas.text.ByteOrderMark;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Merges the settings of the Kafka and schema registry clients, under the clients' own keys, from a
 * properties file and from flags, which override the file. Other users of a machine can see flags,
 * so secrets must not be among them.
 */
public final class ClientConfig {
  private static final String SECRET =
      "(?i).*(password|secret|token|user\\.info|jaas\\.config|keystore\\.key)";

  private static final String OF_REGISTRY = "(schema\\.registry|basic\\.auth|bearer\\.auth)\\..*";

  private ClientConfig() {}

  /**
   * Returns the settings of a file and of flags; flags override the file.
   *
   * @param flags by key
   * @throws Failure if the file cannot be read, or a flag carries a secret
   */
  public static Map<String, String> of(Optional<Path> file, Map<String, String> flags) {
    return of(Map.of(), file, flags);
  }

  /**
   * Returns the settings of three sources. Flags override the file, and both override {@code
   * configured}.
   *
   * @param configured by key, from a place fit for secrets
   * @param flags by key
   * @throws Failure if the file cannot be read, or a flag carries a secret
   */
  public static Map<String, String> of(
      Map<String, String> configured, Optional<Path> file, Map<String, String> flags) {
    flags.keySet().forEach(ClientConfig::requireNoSecret);
    var settings = new TreeMap<>(configured);
    file.ifPresent(path -> read(path).forEach((key, value) -> settings.put(key + "", value + "")));
    settings.putAll(flags);
    return settings;
  }

  /** Returns the settings of Kafka's clients. */
  public static Map<String, String> ofKafka(Map<String, String> settings) {
    var ofKafka = new TreeMap<>(settings);
    ofKafka.keySet().removeIf(key -> key.matches(OF_REGISTRY));
    return ofKafka;
  }

  /**
   * Returns the settings of the registry's client, whose keys begin with {@code schema.registry.},
   * {@code basic.auth.} or {@code bearer.auth.}.
   */
  public static Map<String, String> ofRegistry(Map<String, String> settings) {
    var ofRegistry = new TreeMap<>(settings);
    ofRegistry.keySet().removeIf(key -> !key.matches(OF_REGISTRY));
    return ofRegistry;
  }

  private static void requireNoSecret(String key) {
    if (key.matches(SECRET)) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          "--kafka must not carry secrets, which every process of this machine could see, had "
              + key,
          "Write the line into a file and pass that with --client-config.");
    }
  }

  private static Properties read(Path file) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(ByteOrderMark.skip(Files.readString(file))));
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "CLIENT_CONFIG_UNREADABLE",
          "--client-config " + file + " must be a readable properties file: " + e,
          "Correct the path, the file's permissions or its lines of KEY=VALUE.",
          e);
    }
    return properties;
  }
}
