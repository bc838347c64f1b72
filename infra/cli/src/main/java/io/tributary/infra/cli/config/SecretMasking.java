package io.tributary.infra.cli.config;

import java.util.regex.Pattern;

/** Hides values that must not be shown: those of secret keys, and passwords within URLs. */
public final class SecretMasking {
  private static final String MASK = "********";

  /** The words in the names of keys whose values are secret, in Kafka's own settings and beyond. */
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i).*(password|passphrase|secret|token|credential|jaas|user\\.info|private"
              + "|certificate|keystore\\.key|api[._-]?key).*");

  /** The keys that contain such a word, but name only a place or a method. */
  private static final Pattern HARMLESS_KEY =
      Pattern.compile("(?i).*(\\.url|\\.uri|\\.class|\\.seconds|\\.ms|\\.path|max-tokens)$");

  private static final Pattern USER_INFO = Pattern.compile("(://)[^/@]+@");

  private SecretMasking() {}

  /** Returns the value in the form in which it may be shown. */
  public static String masked(String key, String value) {
    if (SECRET_KEY.matcher(key).matches() && !HARMLESS_KEY.matcher(key).matches()) {
      return MASK;
    }
    return USER_INFO.matcher(value).replaceAll("$1" + MASK + "@");
  }
}
