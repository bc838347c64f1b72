package io.tributary.schemas.update;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.PlainText;
import java.time.Instant;
import java.util.List;

/** Checks the content of records, so that each can be encoded, stored and read again. */
public final class RecordBounds {
  /** The number of characters of a SHA-256 in hexadecimal digits. */
  static final int DIGEST = 64;

  /** The largest length of a topic's name, by Kafka's rule. */
  public static final int TOPIC = 249;

  /** The largest length of a text for people, which may quote strangers. */
  static final int DETAIL = 2_000;

  private RecordBounds() {}

  /**
   * Truncates a time to the millisecond, as Kafka keeps times.
   *
   * @throws IllegalArgumentException if the time exceeds 64 bits of milliseconds
   */
  public static Instant time(Instant time) {
    try {
      return Instant.ofEpochMilli(time.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "time must be within 64 bits of milliseconds since 1970, was " + time, e);
    }
  }

  /**
   * Returns a digest as it was received. Its form is checked here, its value where digests are
   * compared. It has no commas, which separate digests in signed texts.
   */
  public static String digest(String name, String digest) {
    for (int i = 0; i < digest.length(); i++) {
      char c = digest.charAt(i);
      if (c < ' ' || c > '~' || c == ',') {
        throw new IllegalArgumentException(
            name + " must be visible ASCII without commas, was " + PlainText.of(digest, DIGEST));
      }
    }
    return atMost(name, DIGEST, digest);
  }

  /** Returns a digest, which must be in its full form. */
  static String fullDigest(String name, String digest) {
    if (digest.length() != DIGEST || !Digests.isDigest(digest)) {
      throw new IllegalArgumentException(
          name
              + " must be "
              + DIGEST
              + " hexadecimal digits in lower case, was "
              + PlainText.of(digest, DIGEST));
    }
    return digest;
  }

  public static List<String> digests(String name, List<String> digests) {
    digests.forEach(digest -> digest(name, digest));
    return List.copyOf(digests);
  }

  public static String atMost(String name, int characters, String text) {
    if (text.length() > characters) {
      throw new IllegalArgumentException(
          name
              + " must be at most "
              + characters
              + " characters, were "
              + text.length()
              + ": "
              + PlainText.of(text, DIGEST));
    }
    return text;
  }

  /**
   * Returns a text for people, cut to {@link #DETAIL} characters and escaped for a screen. A long
   * text is cut rather than refused.
   */
  public static String detail(String detail) {
    return PlainText.of(detail, DETAIL);
  }
}
