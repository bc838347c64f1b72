package io.tributary.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Runs an embedded broker for one test that authenticates its users by name and password, and
 * refuses them everything that no ACL allows. {@link #ADMIN} may do anything.
 */
public final class SecuredBroker implements AutoCloseable {
  /** The user for whom ACLs do not apply. */
  public static final String ADMIN = "admin";

  /** The form of names that need no quoting in a login module's options. */
  private static final String USER = "[a-z0-9-]+";

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private final LocalBroker broker;

  private SecuredBroker(LocalBroker broker) {
    this.broker = broker;
  }

  /**
   * Starts a broker that asks its users for name and password (SASL, no encryption).
   *
   * @param users besides the admin, of {@code a-z 0-9 -}
   */
  public static SecuredBroker start(Set<String> users) {
    return new SecuredBroker(LocalBroker.start(settings(users, "SASL_PLAINTEXT")));
  }

  /** Starts a broker that speaks TLS alone, and whose only user is the admin. */
  public static SecuredBroker withTls(TestCertificate certificate) {
    Map<String, String> settings = settings(Set.of(), "SASL_SSL");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", certificate.keyStore().toString());
    settings.put("ssl.keystore.password", TestCertificate.PASSWORD);
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.location", certificate.trustStore().toString());
    settings.put("ssl.truststore.password", TestCertificate.PASSWORD);
    return new SecuredBroker(LocalBroker.start(settings));
  }

  private static Map<String, String> settings(Set<String> users, String protocol) {
    var login = new StringBuilder(login(ADMIN)).append(option("user_" + ADMIN, password(ADMIN)));
    for (String user : users) {
      if (!user.matches(USER)) {
        throw new IllegalArgumentException("a user must be of " + USER + ", was " + user);
      }
      login.append(option("user_" + user, password(user)));
    }
    var settings = new HashMap<String, String>();
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // Connections to the controller's own listener are not authenticated; only the broker itself
    // uses it.
    settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    settings.put(
        "listener.security.protocol.map", "PLAINTEXT:" + protocol + ",CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("listener.name.plaintext.plain.sasl.jaas.config", login.append(";").toString());
    return settings;
  }

  /** Returns {@code host:port}, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Returns the settings with which a client authenticates as a user. */
  public static Map<String, String> settingsOf(String user) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login(user) + ";");
  }

  private static String login(String user) {
    return LOGIN + option("username", user) + option("password", password(user));
  }

  private static String option(String name, String value) {
    return " " + name + "=\"" + value + "\"";
  }

  private static String password(String user) {
    return user + "-secret";
  }

  @Override
  public void close() {
    broker.close();
  }
}
