package io.tributary.schemas.settings;

import io.tributary.schemas.id.FederationName;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where a federation lives.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,...}
 * @param schemaRegistry URL of a Confluent-compatible registry, without user and password
 * @param federation prefix of the topics, see {@link FederationName}
 * @param clients settings of the Kafka and registry clients that pass through verbatim (security
 *     and the like), see {@link ClientConfig}
 */
public record Connection(
    String bootstrapServers,
    String schemaRegistry,
    String federation,
    Map<String, String> clients) {
  /** Kafka's key for how a producer compresses batches. */
  public static final String COMPRESSION = "compression.type";

  public Connection {
    clients = Map.copyOf(clients);
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers must not be blank");
    }
    requireNoCredentials(schemaRegistry);
    requireName(federation);
  }

  /**
   * Passes if a federation can be called so.
   *
   * @throws Failure CONFIGURATION that says what it may be called
   */
  public static void requireName(String federation) {
    try {
      FederationName.require(federation);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments("--" + e.getMessage(), e);
    }
  }

  /**
   * Passes if the URL names nobody. One that does would show up in logs, errors and process lists.
   *
   * @throws Failure which does not repeat the URL
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

  /** Settings that every Kafka client starts from. */
  public Map<String, Object> clientSettings() {
    var settings = new HashMap<String, Object>(ClientConfig.ofKafka(clients));
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }

  /**
   * Settings that every producer starts from: compressed, unless the user says otherwise. Values of
   * adapters hardly get smaller, and LZ4 sees that at once; announcements, manifests and events do.
   */
  public Map<String, Object> producerSettings() {
    Map<String, Object> settings = clientSettings();
    settings.putIfAbsent(COMPRESSION, "lz4");
    return settings;
  }

  /** Settings of the registry's client. */
  public Map<String, String> registrySettings() {
    return ClientConfig.ofRegistry(clients);
  }

  /** Without the values of settings, which may be secrets. */
  @Override
  public String toString() {
    return "Connection[bootstrapServers=%s, schemaRegistry=%s, federation=%s, clients=%s]"
        .formatted(bootstrapServers, schemaRegistry, federation, new TreeSet<>(clients.keySet()));
  }
}
