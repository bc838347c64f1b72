package io.tributary.schemas.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Content digests: the first 16 hexadecimal digits (64 bits) of a SHA-256. */
public final class Digests {
  /** Characters in a digest. */
  public static final int LENGTH = 16;

  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");

  private Digests() {}

  /** Whether the text looks like one of our digests. */
  public static boolean isDigest(String text) {
    return text.length() == LENGTH && HEXADECIMAL.matcher(text).matches();
  }

  /** Digest of the text's UTF-8 bytes. */
  public static String ofText(String text) {
    return ofBytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Digest of the buffer's remaining bytes; its position is left as it was. */
  public static String ofBytes(ByteBuffer bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes.duplicate());
    return HexFormat.of().formatHex(sha.digest(), 0, LENGTH / 2);
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
