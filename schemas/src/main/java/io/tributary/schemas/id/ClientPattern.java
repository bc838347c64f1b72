package io.tributary.schemas.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Selects clients by name: one by its id, or all whose ids match a pattern, in which {@code *}
 * matches any characters and {@code ?} one.
 *
 * @param value a client id, or 1 to 100 characters of {@code A-Z a-z 0-9 . _ - * ?} with at most
 *     {@value #MAX_STARS} stars, so that a match is cheap
 */
public record ClientPattern(String value) implements Comparable<ClientPattern> {
  public static final int MAX_STARS = 4;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._*?-]{1,100}");

  public ClientPattern {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "clients must be 1 to 100 characters of A-Z a-z 0-9 . _ - * ?, was '" + value + "'");
    }
    if (value.chars().filter(c -> c == '*').count() > MAX_STARS) {
      throw new IllegalArgumentException(
          "a pattern of clients must have at most " + MAX_STARS + " stars, was '" + value + "'");
    }
    if (isExact(value)) {
      // A text that is no client id would match no client.
      new ClientId(value);
    }
  }

  /** Returns the pattern that matches one client only. */
  public static ClientPattern of(ClientId client) {
    return new ClientPattern(client.value());
  }

  /** Returns whether the pattern is the name of one client. */
  public boolean isExact() {
    return isExact(value);
  }

  /** Returns the client, if the pattern is the name of one. */
  public Optional<ClientId> client() {
    return isExact() ? Optional.of(new ClientId(value)) : Optional.empty();
  }

  /**
   * Returns how many characters match only themselves; a pattern with more of them is more
   * specific.
   */
  public int literals() {
    return (int) value.chars().filter(c -> c != '*' && c != '?').count();
  }

  /**
   * Returns whether the pattern matches the client; takes at most (length of the id) x (length of
   * the pattern) steps.
   */
  public boolean matches(ClientId client) {
    String id = client.value();
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (at < id.length()) {
      if (in < value.length() && value.charAt(in) == '*') {
        star = in++;
        retry = at;
      } else if (in < value.length()
          && (value.charAt(in) == '?' || value.charAt(in) == id.charAt(at))) {
        in++;
        at++;
      } else if (star >= 0) {
        // The last star matches one character more.
        in = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (in < value.length() && value.charAt(in) == '*') {
      in++;
    }
    return in == value.length();
  }

  @Override
  public int compareTo(ClientPattern other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isExact(String value) {
    return value.indexOf('*') < 0 && value.indexOf('?') < 0;
  }
}
