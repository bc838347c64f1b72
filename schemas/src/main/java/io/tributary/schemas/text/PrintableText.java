package io.tributary.schemas.text;

import java.util.Locale;

/**
 * Escapes whole texts before they are shown, beside the short values that {@code PlainText} quotes:
 * record keys, client ids, details and messages of exceptions come from strangers, and a terminal
 * executes control sequences in them.
 *
 * <p>Escaped as {@code \}{@code uXXXX}, one for each UTF-16 unit, are all control characters (C0,
 * DEL, C1), all format characters (Unicode category Cf: directional overrides and isolates,
 * zero-width characters, the byte order mark, tags), line and paragraph separators and unpaired
 * surrogates. Line feed, carriage return and tab are written {@code \n}, {@code \r} and {@code \t}.
 * Escaped text stays as it is. Letters of all scripts stay readable.
 */
public final class PrintableText {
  private static final String CUT = "...";

  private PrintableText() {}

  /**
   * Returns the text as one line: line feeds are escaped, too, so that no text can begin a line of
   * its own.
   */
  public static String line(String text) {
    return escaped(text, false);
  }

  /** Returns the text as several lines: line feeds and tabs stay. */
  public static String text(String text) {
    return escaped(text, true);
  }

  /**
   * Returns the text as one line of bounded length.
   *
   * @param most characters, >= 3; a longer text is cut and ends in three points
   */
  public static String line(String text, int most) {
    String whole = line(text.length() > most ? text.substring(0, most + 1) : text);
    return whole.length() > most ? whole.substring(0, most - CUT.length()) + CUT : whole;
  }

  private static String escaped(String text, boolean keepsLines) {
    int clean = cleanPrefix(text, keepsLines);
    if (clean == text.length()) {
      return text;
    }
    var escaped = new StringBuilder(text.length() + 16).append(text, 0, clean);
    for (int at = clean; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      int units = Character.charCount(codePoint);
      if (isShown(codePoint, keepsLines)) {
        escaped.appendCodePoint(codePoint);
      } else {
        escape(text, at, units, escaped);
      }
      at += units;
    }
    return escaped.toString();
  }

  private static int cleanPrefix(String text, boolean keepsLines) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (!isShown(codePoint, keepsLines)) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  private static boolean isShown(int codePoint, boolean keepsLines) {
    if (codePoint == '\n' || codePoint == '\t') {
      return keepsLines;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static void escape(String text, int from, int units, StringBuilder into) {
    for (int at = from; at < from + units; at++) {
      char unit = text.charAt(at);
      switch (unit) {
        case '\n' -> into.append("\\n");
        case '\r' -> into.append("\\r");
        case '\t' -> into.append("\\t");
        default -> into.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
      }
    }
  }
}
