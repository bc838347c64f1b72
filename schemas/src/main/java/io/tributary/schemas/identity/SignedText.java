package io.tributary.schemas.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The text that a signature covers, in UTF-8: one line for the kind of record and its version, then
 * one line {@code name=value} for every field, each ended by a line feed. It does not depend on how
 * a record is encoded, and a client in any language can write it.
 *
 * <p>The text contains the federation's name, so that a signature from one federation is invalid in
 * another.
 */
public final class SignedText {
  private final StringBuilder text = new StringBuilder(512);

  /**
   * Begins the text of a record.
   *
   * @param kind the kind of record and the version of its list of fields, e.g. {@code
   *     update-manifest/1}
   * @param federation name of the federation
   */
  public SignedText(String kind, String federation) {
    text.append("tributary/").append(kind).append('\n');
    with("federation", federation);
  }

  /**
   * Adds a field as text.
   *
   * @throws IllegalArgumentException if the value contains a control character: two records could
   *     then have the same text
   */
  public SignedText with(String name, Object value) {
    String line = value.toString();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ') {
        throw new IllegalArgumentException(
            "signed field " + name + " must hold no control characters, has one at " + i);
      }
    }
    text.append(name).append('=').append(line).append('\n');
    return this;
  }

  /** Adds a whole number, in decimal. */
  public SignedText with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /**
   * Adds a number as the 16 hexadecimal digits of its IEEE 754 bits, because languages print
   * decimals differently.
   */
  public SignedText with(String name, double value) {
    return with(name, HexFormat.of().toHexDigits(Double.doubleToLongBits(value)));
  }

  /** Adds several values, separated by commas. */
  public SignedText with(String name, List<String> values) {
    return with(name, String.join(",", values));
  }

  /** Adds the SHA-256 of the values as little-endian floats. */
  public SignedText withDigest(String name, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return withDigest(name, bytes);
  }

  /** Adds the SHA-256 of the buffer's remaining bytes; the buffer's position does not move. */
  public SignedText withDigest(String name, ByteBuffer bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes.duplicate());
    return with(name, HexFormat.of().formatHex(sha.digest()));
  }

  /**
   * Returns the SHA-256 of the text, 64 hexadecimal digits, for a record whose own text refers to
   * this one.
   */
  public String digest() {
    return HexFormat.of().formatHex(sha256().digest(bytes()));
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must provide SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
