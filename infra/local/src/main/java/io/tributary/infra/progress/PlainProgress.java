package io.tributary.infra.progress;

import io.tributary.schemas.text.PrintableText;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Writes whole lines, and few of them: a bar has one at its start, at its end, and now and then
 * between.
 */
public final class PlainProgress implements Progress {
  private static final long QUIET_NANOS = 10_000_000_000L;

  private final PrintStream err;
  private final LongSupplier nanos;
  private final ProgressPaces paces;
  private final Map<String, Spoken> spoken = new HashMap<>();

  public PlainProgress(PrintStream err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
    this.paces = new ProgressPaces(nanos);
  }

  @Override
  public synchronized void line(String text) {
    err.println(PrintableText.text(text));
  }

  @Override
  public synchronized void warn(String text) {
    err.println("warning: " + PrintableText.text(text));
  }

  @Override
  public synchronized void bar(ProgressBar bar) {
    long now = nanos.getAsLong();
    String pace = paces.text(bar);
    Spoken last = spoken.get(bar.name());
    if (last != null && (last.done() == bar.done() || !due(bar, last, now))) {
      return;
    }
    spoken.put(bar.name(), new Spoken(now, bar.done()));
    String line = bar.name() + ": " + bar.done() + "/" + bar.total();
    err.println(PrintableText.line(line + prefixed(pace) + prefixed(bar.note())));
  }

  @Override
  public void finish() {
    err.flush();
  }

  private static boolean due(ProgressBar bar, Spoken last, long now) {
    return bar.done() == bar.total() || now - last.at() >= QUIET_NANOS;
  }

  private static String prefixed(String text) {
    return text.isEmpty() ? "" : "  " + text;
  }

  private record Spoken(long at, long done) {}
}
