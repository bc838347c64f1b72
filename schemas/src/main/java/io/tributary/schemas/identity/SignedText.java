package io.tributary.schemas.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a signature is over: one line for the kind of record and its version, then one line {@code
 * name=value} for every field, each ended by a line feed, in UTF-8. So it does not depend on how a
 * record is encoded, and a client in any language can write it.
 *
 * <p>The federation is part of it: what is signed for one says nothing in another.
 */
public final class SignedText {
  private final StringBuilder text = new StringBuilder(512);

  /**
   * Begins the text of a record.
   *
   * @param kind of record and version of this list of fields, e.g. {@code update-manifest/1}
   */
  public SignedText(String kind, String federation) {
    text.append("tributary/").append(kind).append('\n');
    with("federation", federation);
  }

  /**
   * A field as text.
   *
   * @throws IllegalArgumentException if the value holds a control character: two records could then
   *     have one text
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

  /** A whole number, in decimal. */
  public SignedText with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** A field in IEEE 754, 16 hexadecimal digits: decimal forms differ between languages. */
  public SignedText with(String name, double value) {
    return with(name, HexFormat.of().toHexDigits(Double.doubleToLongBits(value)));
  }

  /** Several values, separated by commas. */
  public SignedText with(String name, List<String> values) {
    return with(name, String.join(",", values));
  }

  /** SHA-256 of the values as little-endian floats. */
  public SignedText withDigest(String name, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return withDigest(name, bytes);
  }

  /** SHA-256 of the remaining bytes, whose position stays. */
  public SignedText withDigest(String name, ByteBuffer bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes.duplicate());
    return with(name, HexFormat.of().formatHex(sha.digest()));
  }

  /** SHA-256 of the text, 64 hexadecimal digits, for those whose own text has another one. */
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
