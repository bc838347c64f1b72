package io.tributary.infra.progress;

import java.util.Map;

/**
 * The kind of display that standard error is.
 *
 * @param terminal whether bars can be redrawn
 * @param width columns
 */
public record ScreenKind(boolean terminal, int width) {
  private static final int DEFAULT_WIDTH = 100;
  private static final int LEAST_WIDTH = 40;

  /**
   * Detects the display of this process; {@code TERM=dumb} is respected, and no colour is ever
   * used.
   */
  public static ScreenKind of(Map<String, String> environment, boolean interactive) {
    boolean terminal = interactive && !"dumb".equals(environment.get("TERM"));
    return new ScreenKind(terminal, width(environment.get("COLUMNS")));
  }

  private static int width(String columns) {
    if (columns == null || !columns.matches("\\d{1,4}")) {
      return DEFAULT_WIDTH;
    }
    return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
  }
}
