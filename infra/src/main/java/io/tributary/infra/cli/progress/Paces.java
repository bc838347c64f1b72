package io.tributary.infra.cli.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The pace of every bar; that of a full bar stands still. */
final class Paces {
  private final LongSupplier nanos;
  private final Map<String, Pace> started = new HashMap<>();
  private final Map<String, Long> filledAt = new HashMap<>();

  Paces(LongSupplier nanos) {
    this.nanos = nanos;
  }

  String text(Bar bar) {
    long now = nanos.getAsLong();
    Pace pace = started.computeIfAbsent(bar.name(), name -> new Pace(now, bar.done()));
    if (bar.done() < bar.total()) {
      filledAt.remove(bar.name()); // There is more to do than there was.
      return pace.text(bar, now);
    }
    return pace.text(bar, filledAt.computeIfAbsent(bar.name(), name -> now));
  }
}
