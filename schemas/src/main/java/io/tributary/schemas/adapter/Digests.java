package io.tributary.schemas.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Computes content digests: SHA-256 in hexadecimal digits. Records carry all 64 of them, names the
 * first 16. Records of older programs carry 16, too.
 */
public final class Digests {
  /**
   * The number of characters of the short form, 64 bits: for names, and where a collision helps no
   * attacker.
   */
  public static final int LENGTH = 16;

  /** The number of characters of the full form, 256 bits. */
  public static final int FULL_LENGTH = 64;

  /** The number of bytes of a digest in binary form. */
  public static final int BYTES = FULL_LENGTH / 2;

  private Digests() {}

  /** Returns whether the text has the form of a digest, short or full. */
  public static boolean isDigest(String text) {
    return isShort(text) || (text.length() == FULL_LENGTH && isHexadecimal(text));
  }

  /** Returns whether the text has the short form of a digest. */
  public static boolean isShort(String text) {
    return text.length() == LENGTH && isHexadecimal(text);
  }

  /**
   * Returns whether the text consists of hexadecimal digits in lower case only. Records contain
   * many digests, and a regular expression would cost more than the rest of reading one.
   */
  private static boolean isHexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Returns the short form of a digest in either form. */
  public static String shortened(String digest) {
    return digest.length() > LENGTH ? digest.substring(0, LENGTH) : digest;
  }

  /**
   * Returns whether both are digests and can be of the same bytes: the shorter is the beginning of
   * the longer. So records with short digests can still be compared.
   */
  public static boolean matches(String one, String other) {
    return isDigest(one)
        && isDigest(other)
        && (one.length() <= other.length() ? other.startsWith(one) : one.startsWith(other));
  }

  /** Returns the full digest of the text's UTF-8 bytes. */
  public static String full(String text) {
    return full(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns the full digest of the buffer's remaining bytes; the buffer's position does not move.
   */
  public static String full(ByteBuffer bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes.duplicate());
    return HexFormat.of().formatHex(sha.digest());
  }

  /** Returns the short digest of the text's UTF-8 bytes. */
  public static String ofText(String text) {
    return shortened(full(text));
  }

  /**
   * Returns the short digest of the buffer's remaining bytes; the buffer's position does not move.
   */
  public static String ofBytes(ByteBuffer bytes) {
    return shortened(full(bytes));
  }

  /**
   * Returns a new SHA-256, for a caller that needs all of its 256 bits or feeds it piece by piece.
   */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must provide SHA-256", e);
    }
  }
}
