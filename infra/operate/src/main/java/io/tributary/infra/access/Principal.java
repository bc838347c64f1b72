package io.tributary.infra.access;

/**
 * The owner of a connection, as the broker's authentication names it.
 *
 * @param type nearly always {@code User}
 * @param name a user name, or the distinguished name of a certificate
 */
public record Principal(String type, String name) {
  public Principal {
    if (!type.matches("[A-Za-z]+") || name.isBlank() || name.equals("*")) {
      throw invalid(type + ":" + name);
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a principal must be free of control characters");
    }
  }

  /**
   * Parses a principal such as {@code User:ward-7}.
   *
   * @throws IllegalArgumentException if the text is none, or stands for all users
   */
  public static Principal parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw invalid(text);
    }
    return new Principal(text.substring(0, colon), text.substring(colon + 1));
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "a principal must be TYPE:NAME of one party, for instance User:ward-7, was '" + text + "'");
  }

  @Override
  public String toString() {
    return type + ":" + name;
  }
}
