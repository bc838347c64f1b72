package io.tributary.infra.progress;

import io.tributary.schemas.text.PrintableText;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Draws bars at the bottom of the terminal, redrawn in place; lines scroll above them. */
final class TerminalProgress implements Progress {
  private static final long REDRAW_NANOS = 100_000_000;
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream err;
  private final int width;
  private final LongSupplier nanos;
  private final ProgressPaces paces;
  private final Map<String, ProgressBar> bars = new LinkedHashMap<>();
  private int drawn;
  private long drawnAt = Long.MIN_VALUE;

  TerminalProgress(PrintStream err, int width, LongSupplier nanos) {
    this.err = err;
    this.width = width;
    this.nanos = nanos;
    this.paces = new ProgressPaces(nanos);
  }

  @Override
  public synchronized void line(String text) {
    err.print(up() + CLEAR_BELOW + PrintableText.text(text) + "\n");
    drawn = 0;
    draw();
  }

  @Override
  public synchronized void warn(String text) {
    line("warning: " + text);
  }

  @Override
  public synchronized void bar(ProgressBar bar) {
    ProgressBar before = bars.put(bar.name(), bar);
    if (bar.equals(before)) {
      return;
    }
    long now = nanos.getAsLong();
    boolean finished = bar.done() == bar.total();
    if (finished || before == null || now - drawnAt >= REDRAW_NANOS) {
      drawnAt = now;
      draw();
    }
  }

  @Override
  public synchronized void finish() {
    draw();
    bars.clear();
    drawn = 0;
  }

  private void draw() {
    var frame = new StringBuilder(up()).append(CLEAR_BELOW);
    for (ProgressBar bar : bars.values()) {
      frame.append(ProgressBarText.of(bar, paces.text(bar), width)).append('\n');
    }
    drawn = bars.size();
    err.print(frame);
    err.flush();
  }

  private String up() {
    return drawn == 0 ? "" : "\u001b[" + drawn + "A\r";
  }
}
