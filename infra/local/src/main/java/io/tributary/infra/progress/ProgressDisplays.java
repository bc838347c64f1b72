package io.tributary.infra.progress;

import java.io.PrintStream;

/** Chooses the progress that fits. */
public final class ProgressDisplays {
  private ProgressDisplays() {}

  /**
   * Returns bars on a terminal, lines elsewhere, JSON lines when machines listen.
   *
   * @param jsonLines write events to {@code out} as JSON
   */
  public static Progress choose(
      boolean jsonLines, ScreenKind screen, PrintStream out, PrintStream err) {
    if (jsonLines) {
      return new JsonLinesProgress(out);
    }
    return screen.terminal()
        ? new TerminalProgress(err, screen.width(), System::nanoTime)
        : new PlainProgress(err, System::nanoTime);
  }
}
