package io.tributary.schemas.text;

/** Removes the byte order mark that some editors put before a text and that is not part of it. */
public final class ByteOrderMark {
  private static final char MARK = '\uFEFF';

  private ByteOrderMark() {}

  /** Returns the text without a byte order mark at its beginning. */
  public static String skip(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }
}
