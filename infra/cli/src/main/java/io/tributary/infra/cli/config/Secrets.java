package io.tributary.infra.cli.config;

import java.util.regex.Pattern;

/** Hides what must not be shown: values of secret keys, and passwords within URLs. */
public final class Secrets {
  private static final String MASK = "********";

  /** Words in the names of keys whose values are secret, in Kafka's own settings and beyond. */
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i).*(password|passphrase|secret|token|credential|jaas|user\\.info|private"
              + "|certificate|keystore\\.key|api[._-]?key).*");

  /** Settings whose names have such a word, but say only where or how. */
  private static final Pattern HARMLESS_KEY =
      Pattern.compile("(?i).*(\\.url|\\.uri|\\.class|\\.seconds|\\.ms|\\.path|max-tokens)$");

  private static final Pattern USER_INFO = Pattern.compile("(://)[^/@]+@");

  private Secrets() {}

  /** The value as it may be shown. */
  public static String masked(String key, String value) {
    if (SECRET_KEY.matcher(key).matches() && !HARMLESS_KEY.matcher(key).matches()) {
      return MASK;
    }
    return USER_INFO.matcher(value).replaceAll("$1" + MASK + "@");
  }
}
