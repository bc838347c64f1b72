package io.tributary.schemas.text;

/** The mark that some editors put before a text, and that is no part of it. */
public final class ByteOrderMark {
  private static final char MARK = '\uFEFF';

  private ByteOrderMark() {}

  /** The text without the mark that it may begin with. */
  public static String skip(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }
}
