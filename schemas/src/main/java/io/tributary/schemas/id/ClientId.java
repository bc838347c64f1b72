package io.tributary.schemas.id;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The id of a client: a party with private text.
 *
 * @param value 1 to 100 characters of {@code A-Z a-z 0-9 . _ -}, but not {@code .} and {@code ..}
 */
public record ClientId(String value) implements Comparable<ClientId> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /**
   * The names that are not allowed: a client's state is in a folder of its name, and these name
   * other folders.
   */
  private static final Set<String> FOLDERS = Set.of(".", "..");

  public ClientId {
    if (!ALLOWED.matcher(value).matches() || FOLDERS.contains(value)) {
      throw new IllegalArgumentException(
          "client id must be 1 to 100 characters of A-Z a-z 0-9 . _ -, and neither . nor .., was '"
              + PlainText.of(value)
              + "'");
    }
  }

  @Override
  public int compareTo(ClientId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
