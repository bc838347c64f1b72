package io.tributary.schemas.settings;

import io.tributary.schemas.id.FederationName;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The addresses of a federation, and the settings to reach them.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,...}
 * @param schemaRegistry URL of a Confluent-compatible registry, without user and password
 * @param federation prefix of the topics, see {@link FederationName}
 * @param clients settings of the Kafka and registry clients that pass through verbatim (security
 *     and the like), see {@link ClientConfig}
 */
public record FederationConnection(
    String bootstrapServers,
    String schemaRegistry,
    String federation,
    Map<String, String> clients) {
  /** Kafka's key for how a producer compresses batches. */
  public static final String COMPRESSION = "compression.type";

  /** How producers compress unless the user says otherwise. */
  public static final String DEFAULT_COMPRESSION = "lz4";

  public FederationConnection {
    clients = Map.copyOf(clients);
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers must not be blank");
    }
    requireNoCredentials(schemaRegistry);
    requireName(federation);
  }

  /**
   * Checks that a name is allowed for a federation.
   *
   * @throws Failure CONFIGURATION with the rule for names
   */
  public static void requireName(String federation) {
    try {
      FederationName.require(federation);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments("--" + e.getMessage(), e);
    }
  }

  /**
   * Checks that the URL contains no user. Otherwise logs, errors and process lists would show the
   * password.
   *
   * @throws Failure whose message does not repeat the URL
   */
  public static void requireNoCredentials(String schemaRegistry) {
    if (schemaRegistry.contains("@")) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          "--schema-registry must be a URL without user and password, had an @",
          "Write basic.auth.user.info=USER:PASSWORD into a file and pass that with"
              + " --client-config.");
    }
  }

  /** Returns the settings that every Kafka client starts from. */
  public Map<String, Object> clientSettings() {
    var settings = new HashMap<String, Object>(ClientConfig.ofKafka(clients));
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }

  /**
   * Returns the settings that every producer starts from: LZ4 compression, unless the user sets
   * another. Values of adapters hardly compress, which LZ4 notices at once; announcements,
   * manifests and events do.
   */
  public Map<String, Object> producerSettings() {
    Map<String, Object> settings = clientSettings();
    settings.putIfAbsent(COMPRESSION, DEFAULT_COMPRESSION);
    return settings;
  }

  /** Returns the settings of the registry's client. */
  public Map<String, String> registrySettings() {
    return ClientConfig.ofRegistry(clients);
  }

  /** Leaves out the values of settings, which may be secrets. */
  @Override
  public String toString() {
    return "Connection[bootstrapServers=%s, schemaRegistry=%s, federation=%s, clients=%s]"
        .formatted(bootstrapServers, schemaRegistry, federation, new TreeSet<>(clients.keySet()));
  }
}
