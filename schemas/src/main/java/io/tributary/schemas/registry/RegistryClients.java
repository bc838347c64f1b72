package io.tributary.schemas.registry;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.security.basicauth.SaslBasicAuthCredentialProvider;
import io.confluent.kafka.schemaregistry.client.security.basicauth.UserInfoCredentialProvider;
import io.tributary.schemas.settings.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens Confluent's client with this class's time limits, which the user's settings under the
 * client's own keys override.
 */
final class RegistryClients {
  private static final int CACHED_SCHEMAS = 1000;
  private static final Map<String, Object> LIMITS =
      Map.of(
          SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 5_000,
          SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 10_000,
          SchemaRegistryClientConfig.MAX_RETRIES_CONFIG, 3,
          SchemaRegistryClientConfig.RETRIES_WAIT_MS_CONFIG, 500,
          SchemaRegistryClientConfig.RETRIES_MAX_WAIT_MS_CONFIG, 2_000);

  private static final String PREFIX = SchemaRegistryClientConfig.CLIENT_NAMESPACE;
  private static final String SOURCE = SchemaRegistryClientConfig.BASIC_AUTH_CREDENTIALS_SOURCE;
  private static final String USER_INFO = new UserInfoCredentialProvider().alias();

  /**
   * The sources of credentials that are accepted. The client knows a third, URL, which would need a
   * user in the address.
   */
  private static final List<String> SOURCES =
      List.of(USER_INFO, new SaslBasicAuthCredentialProvider().alias());

  private RegistryClients() {}

  static SchemaRegistryClient open(String url, Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(LIMITS);
    all.putAll(settings);
    authenticate(all);
    try {
      return new CachedSchemaRegistryClient(url, CACHED_SCHEMAS, all);
    } catch (RuntimeException e) {
      throw invalid(e.getMessage(), e);
    }
  }

  /**
   * Sets the source of credentials if the user left it out, and refuses an unknown one. In both
   * cases the client would send no credentials.
   */
  private static void authenticate(Map<String, Object> settings) {
    Object source = settings.getOrDefault(PREFIX + SOURCE, settings.get(SOURCE));
    String userInfo = SchemaRegistryClientConfig.USER_INFO_CONFIG;
    if (source == null
        && (settings.containsKey(userInfo) || settings.containsKey(PREFIX + userInfo))) {
      settings.put(SOURCE, USER_INFO);
    } else if (source != null && !SOURCES.contains(source)) {
      throw invalid(SOURCE + " must be among " + SOURCES + ", was " + source, null);
    }
  }

  private static Failure invalid(String message, Throwable cause) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "REGISTRY_SETTING_INVALID",
        "a setting of the schema registry's client is invalid: " + message,
        "Correct it in the file of --client-config.",
        cause);
  }
}
