package io.tributary.infra.progress;

import io.tributary.schemas.text.PrintableText;

/** Formats one bar as one line. */
final class ProgressBarText {
  private static final int CELLS = 24;

  private ProgressBarText() {}

  /** Returns {@code rounds [######............] 3/8 0.2/s eta 0:25 c0 3 c1 4}, cut to width. */
  static String of(ProgressBar bar, String pace, int width) {
    int full = (int) Math.floor(bar.share() * CELLS);
    String line =
        "%-14s [%s%s] %s/%s"
            .formatted(
                bar.name(), "#".repeat(full), ".".repeat(CELLS - full), bar.done(), bar.total());
    if (!pace.isEmpty()) {
      line += "  " + pace;
    }
    if (!bar.note().isEmpty()) {
      line += "  " + bar.note();
    }
    line = PrintableText.line(line);
    return line.length() <= width ? line : line.substring(0, width);
  }
}
