package io.tributary.schemas.settings;

import java.util.Map;

/**
 * Flags of a command whose clients may also be configured elsewhere, in a place fit for secrets.
 */
public interface ClientConfigurable {
  /**
   * Takes settings of the Kafka and registry clients that give way to those of the flags.
   *
   * @param settings under the clients' own keys
   */
  void configureClients(Map<String, String> settings);
}
