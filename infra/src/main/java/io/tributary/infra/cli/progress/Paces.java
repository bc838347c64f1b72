package io.tributary.infra.cli.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The pace of every bar. */
final class Paces {
  private final LongSupplier nanos;
  private final Map<String, Pace> started = new HashMap<>();

  Paces(LongSupplier nanos) {
    this.nanos = nanos;
  }

  String text(Bar bar) {
    long now = nanos.getAsLong();
    return started.computeIfAbsent(bar.name(), name -> new Pace(now, bar.done())).text(bar, now);
  }
}
