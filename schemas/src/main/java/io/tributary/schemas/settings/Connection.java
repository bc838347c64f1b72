package io.tributary.schemas.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * Where a federation lives.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,...}
 * @param schemaRegistry URL of a Confluent-compatible registry
 * @param federation prefix of the topics
 * @param kafka Kafka client settings that pass through verbatim (security and the like)
 */
public record Connection(
    String bootstrapServers, String schemaRegistry, String federation, Map<String, String> kafka) {
  public Connection {
    kafka = Map.copyOf(kafka);
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers must not be blank");
    }
  }

  /** Settings that every Kafka client starts from. */
  public Map<String, Object> clientSettings() {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }
}
