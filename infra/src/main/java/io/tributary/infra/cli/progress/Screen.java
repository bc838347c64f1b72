package io.tributary.infra.cli.progress;

import java.util.Map;

/**
 * What kind of display standard error is.
 *
 * @param terminal bars can be redrawn
 * @param colour allowed
 * @param width columns
 */
public record Screen(boolean terminal, boolean colour, int width) {
  private static final int DEFAULT_WIDTH = 100;
  private static final int LEAST_WIDTH = 40;

  /** Looks at this process; {@code NO_COLOR} and {@code TERM=dumb} are respected. */
  public static Screen of(Map<String, String> environment, boolean interactive) {
    boolean terminal = interactive && !"dumb".equals(environment.get("TERM"));
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Screen(terminal, colour, width(environment.get("COLUMNS")));
  }

  private static int width(String columns) {
    if (columns == null || !columns.matches("\\d{1,4}")) {
      return DEFAULT_WIDTH;
    }
    return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
  }
}
