package io.tributary.schemas.process;

import java.util.Map;
import java.util.TreeMap;

/** Writes the one JSON line by which a process reports to its supervisor how its start went. */
public final class ReadyLine {
  private ReadyLine() {}

  /**
   * Returns the line that reports that the process is ready.
   *
   * @param more further facts for the supervisor, by name
   */
  public static String ready(Map<String, String> more) {
    var line = new StringBuilder("{\"ready\":true");
    new TreeMap<>(more)
        .forEach(
            (name, value) ->
                line.append(',').append(quoted(name)).append(':').append(quoted(value)));
    return line.append('}').toString();
  }

  /** Returns the line that reports that the process cannot start, and why. */
  public static String refused(String why) {
    return "{\"ready\":false,\"message\":" + quoted(why) + "}";
  }

  /**
   * Returns the line that reports that the process cannot start, or ends, with a documented
   * failure.
   *
   * @param errorCode of the failure, documented in infra/ERRORS.md
   * @param why thing, bound and value
   * @param hint the fix
   */
  public static String refused(String errorCode, String why, String hint) {
    return "{\"ready\":false,\"error_code\":%s,\"message\":%s,\"hint\":%s}"
        .formatted(quoted(errorCode), quoted(why), quoted(hint));
  }

  /** Prints a line on standard output and flushes it. */
  public static void print(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(' ');
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
