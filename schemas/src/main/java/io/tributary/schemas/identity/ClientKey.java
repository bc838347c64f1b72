package io.tributary.schemas.identity;

import java.util.HexFormat;

/**
 * A client's Ed25519 public key.
 *
 * @param hex its 32 bytes as 64 hexadecimal digits in lower case
 */
public record ClientKey(String hex) implements Comparable<ClientKey> {
  /** Bytes of a key. */
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

  /** Every update's records name keys: a pattern would cost more than the rest of reading one. */
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

  /** The key of these 32 bytes. */
  public static ClientKey of(byte[] bytes) {
    return new ClientKey(HexFormat.of().formatHex(bytes));
  }

  /** The 32 bytes of the public key. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** The first 16 digits: enough for people to tell keys apart, and for nothing else. */
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
