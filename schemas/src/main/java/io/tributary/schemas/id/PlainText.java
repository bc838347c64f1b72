package io.tributary.schemas.id;

/** Escapes and cuts the text of strangers for keys, logs and screens. */
public final class PlainText {
  private static final int QUOTED = 200;
  private static final String CUT = "...";

  private PlainText() {}

  /**
   * Does the same as {@link #of(String, int)}, cut to the 200 characters that a message may quote.
   */
  public static String of(String text) {
    return of(text, QUOTED);
  }

  /**
   * Returns the text with every invisible character escaped as {@code \}{@code uXXXX}, one for each
   * UTF-16 unit: control, format, private-use and unassigned characters, line and paragraph
   * separators, unpaired surrogates. A longer text is cut and ends in {@code ...}. A second call
   * changes nothing.
   *
   * @param text null reads as {@code null}
   * @param longest characters of the result, at least 3
   */
  public static String of(String text, int longest) {
    String given = String.valueOf(text);
    var plain = new StringBuilder(Math.min(given.length(), longest));
    int at = 0;
    while (at < given.length()) {
      int point = given.codePointAt(at);
      at += Character.charCount(point);
      String shown = isVisible(point) ? Character.toString(point) : escaped(point);
      if (plain.length() + shown.length() > longest) {
        return ended(plain, longest);
      }
      plain.append(shown);
    }
    return plain.toString();
  }

  private static String ended(StringBuilder plain, int longest) {
    int end = Math.min(plain.length(), longest - CUT.length());
    if (end > 0 && Character.isHighSurrogate(plain.charAt(end - 1))) {
      end--;
    }
    return plain.substring(0, end) + CUT;
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String escaped(int point) {
    var escaped = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      escaped.append(String.format("\\u%04x", (int) unit));
    }
    return escaped.toString();
  }
}
