package io.tributary.schemas.update;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.PlainText;
import java.time.Instant;
import java.util.List;

/** Bounds on the content of records, so that each can be encoded, stored and read again. */
public final class RecordBounds {
  /** Characters of a SHA-256 in hexadecimal digits. */
  static final int DIGEST = 64;

  /** Characters of a topic's name, as Kafka bounds it. */
  public static final int TOPIC = 249;

  /** Most characters of a text for people; it may quote strangers. */
  static final int DETAIL = 2_000;

  private RecordBounds() {}

  /**
   * To the millisecond, as Kafka keeps times.
   *
   * @throws IllegalArgumentException if 64 bits of milliseconds do not reach it
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
   * A digest as it was received: its form is bounded here, its value is checked where digests are
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

  /** A digest in its full form. */
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

  /** For people: cut rather than refused, and fit for a screen. */
  public static String detail(String detail) {
    return PlainText.of(detail, DETAIL);
  }
}
