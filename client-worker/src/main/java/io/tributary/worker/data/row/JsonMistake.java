package io.tributary.worker.data.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes a mistake in a line of JSON in words for people, because the parser's messages name its
 * own classes and settings.
 *
 * @param pattern of the parser's message
 * @param message with the pattern's groups as {@code $1}
 * @param fix what to do
 */
record JsonMistake(Pattern pattern, String message, String fix) {
  private static final JsonMistake[] KNOWN = {
    of(
        "Unexpected end-of-input.*",
        "the line ends in the middle of the object",
        "Write one complete JSON object a line, without line breaks inside."),
    of(
        "Non-standard token '(-?NaN|[+-]?INF|[+-]?Infinity)'.*",
        "$1 is no JSON value",
        "Leave the field out, or write null."),
    of(
        "Unrecognized token '([^']{0,40}).*",
        "'$1' is no JSON value",
        "Put texts in double quotes."),
    of(
        "Duplicate field '([^']{0,40}).*",
        "the key '$1' stands there twice",
        "Keep one of the two."),
    of(
        "Illegal unquoted character \\(\\(CTRL-CHAR, code (\\d+)\\)\\).*",
        "a text holds a control character of code $1",
        "Write it as an escape, e.g. \\t or \\n."),
    of(
        "Unrecognized character escape '?(.{1,12}?)'? .*",
        "a text holds a backslash before $1, which is no escape",
        "Write \\\\ for a backslash."),
    of(
        "Unexpected character \\('(.)' \\(code.*",
        "unexpected $1",
        "Look for a missing quote, comma or brace before it."),
    of("Trailing token .*", "there is more after the object", "Write one JSON object a line."),
    of(
        "Document nesting depth .*",
        "lists or objects are nested too deep for a row",
        "Write the texts themselves."),
    of(
        "Leading zeroes not allowed|Invalid numeric value.*",
        "a number is no JSON number",
        "Put it in quotes."),
  };

  private static final JsonMistake UNKNOWN =
      of(".*", "the line is no JSON", "Write one complete JSON object a line.");

  private static JsonMistake of(String pattern, String message, String fix) {
    return new JsonMistake(Pattern.compile(pattern, Pattern.DOTALL), message, fix);
  }

  /** Returns the line's mistake, with the column where it was noticed. */
  static BadRow describe(JsonProcessingException thrown) {
    int column = thrown.getLocation() == null ? 0 : thrown.getLocation().getColumnNr();
    String said = thrown.getOriginalMessage();
    for (JsonMistake mistake : KNOWN) {
      Matcher matcher = mistake.pattern.matcher(said);
      if (matcher.matches()) {
        return new BadRow(column, matcher.replaceFirst(mistake.message), mistake.fix);
      }
    }
    return new BadRow(column, UNKNOWN.message, UNKNOWN.fix);
  }
}
