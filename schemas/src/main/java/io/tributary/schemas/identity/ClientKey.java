package io.tributary.schemas.identity;

import java.util.HexFormat;

/**
 * A client's Ed25519 public key.
 *
 * @param hex its 32 bytes as 64 hexadecimal digits in lower case
 */
public record ClientKey(String hex) implements Comparable<ClientKey> {
  /** The length of a public key in bytes. */
  public static final int BYTES = 32;

  private static final int SHORT = 16;

  public ClientKey {
    if (!isWellFormed(hex)) {
      throw new IllegalArgumentException(
          "a client's public key must be "
              + 2 * BYTES
              + " hexadecimal digits in lower case (32 bytes of Ed25519), was '"
              + hex
              + "'");
    }
  }

  /**
   * Checks the digits without a regular expression: records of every update name keys, and an
   * expression would cost more than the rest of reading such a record.
   */
  private static boolean isWellFormed(String hex) {
    if (hex.length() != 2 * BYTES) {
      return false;
    }
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Returns the key of 32 bytes. */
  public static ClientKey of(byte[] bytes) {
    return new ClientKey(HexFormat.of().formatHex(bytes));
  }

  /** The 32 bytes of the public key. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Returns the first 16 digits, by which people tell keys apart. Programs compare whole keys. */
  public String shortForm() {
    return hex.substring(0, SHORT);
  }

  @Override
  public int compareTo(ClientKey other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
