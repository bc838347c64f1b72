package io.tributary.schemas.settings;

import java.util.Map;

/**
 * A group of flags whose Kafka and registry clients may also be configured elsewhere, in a place
 * fit for secrets.
 */
public interface ClientConfigurable {
  /**
   * Takes settings of the Kafka and registry clients; those of the flags override them.
   *
   * @param settings under the clients' own keys
   */
  void configureClients(Map<String, String> settings);
}
