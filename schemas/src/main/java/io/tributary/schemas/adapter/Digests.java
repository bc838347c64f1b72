package io.tributary.schemas.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Content digests: SHA-256 in hexadecimal digits. Records carry all 64 of them, names the first 16.
 * Records that were written before carry 16, too.
 */
public final class Digests {
  /** Characters in the short form, 64 bits: for names, and where nobody gains from a collision. */
  public static final int LENGTH = 16;

  /** Characters in the full form, 256 bits. */
  public static final int FULL_LENGTH = 64;

  /** Bytes of a digest, where it is not written in hexadecimal digits. */
  public static final int BYTES = FULL_LENGTH / 2;

  private Digests() {}

  /** Whether the text looks like one of our digests, in either form. */
  public static boolean isDigest(String text) {
    return isShort(text) || (text.length() == FULL_LENGTH && isHexadecimal(text));
  }

  /** Whether the text looks like the short form of a digest. */
  public static boolean isShort(String text) {
    return text.length() == LENGTH && isHexadecimal(text);
  }

  /**
   * Whether the text is hexadecimal digits in lower case and nothing else. Records hold many: a
   * pattern would cost more than the rest of reading one.
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

  /** Short form of a digest in either form. */
  public static String shortened(String digest) {
    return digest.length() > LENGTH ? digest.substring(0, LENGTH) : digest;
  }

  /**
   * Whether both are digests and can be of the same bytes: the shorter is the beginning of the
   * longer. So what was written before is read as it was.
   */
  public static boolean matches(String one, String other) {
    return isDigest(one)
        && isDigest(other)
        && (one.length() <= other.length() ? other.startsWith(one) : one.startsWith(other));
  }

  /** Full digest of the text's UTF-8 bytes. */
  public static String full(String text) {
    return full(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Full digest of the buffer's remaining bytes; its position is left as it was. */
  public static String full(ByteBuffer bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes.duplicate());
    return HexFormat.of().formatHex(sha.digest());
  }

  /** Short digest of the text's UTF-8 bytes. */
  public static String ofText(String text) {
    return shortened(full(text));
  }

  /** Short digest of the buffer's remaining bytes; its position is left as it was. */
  public static String ofBytes(ByteBuffer bytes) {
    return shortened(full(bytes));
  }

  /** A fresh SHA-256, for who needs all of its 256 bits or feeds it piece by piece. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must provide SHA-256", e);
    }
  }
}
