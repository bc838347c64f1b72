package io.tributary.logging;

/**
 * Escapes what values of strangers could do to a log: begin a line of their own, or make a terminal
 * obey. Control and format characters, separators of lines and paragraphs and unpaired surrogates
 * are written as {@code \}{@code uXXXX}, or {@code \n}, {@code \r} and {@code \t}.
 */
final class LogEscapes {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private LogEscapes() {}

  /** The text on one line. */
  static String line(String text) {
    return isPlain(text) ? text : escaped(text, false);
  }

  /** A value of the text form: in quotes unless it is one plain word. */
  static String value(String text) {
    boolean word =
        !text.isEmpty() && isPlain(text) && text.chars().noneMatch(LogEscapes::needsQuotes);
    return word ? text : '"' + escaped(text, true) + '"';
  }

  /** A string of JSON, with its quotes. */
  static String json(String text) {
    return '"' + escaped(text, true) + '"';
  }

  private static boolean needsQuotes(int unit) {
    return unit == ' ' || unit == '"' || unit == '=' || unit == '\\';
  }

  private static boolean isPlain(String text) {
    return text.codePoints().allMatch(LogEscapes::isShown);
  }

  private static boolean isShown(int point) {
    if (point >= ' ' && point < 0x7f) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static String escaped(String text, boolean quoted) {
    var escaped = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (quoted && (point == '"' || point == '\\')) {
        escaped.append('\\').appendCodePoint(point);
      } else if (isShown(point)) {
        escaped.appendCodePoint(point);
      } else {
        for (char unit : Character.toChars(point)) {
          escape(unit, escaped);
        }
      }
    }
    return escaped.toString();
  }

  private static void escape(char unit, StringBuilder into) {
    switch (unit) {
      case '\n' -> into.append("\\n");
      case '\r' -> into.append("\\r");
      case '\t' -> into.append("\\t");
      default ->
          into.append("\\u")
              .append(HEX[unit >> 12])
              .append(HEX[unit >> 8 & 15])
              .append(HEX[unit >> 4 & 15])
              .append(HEX[unit & 15]);
    }
  }
}
