package io.tributary.infra.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Keeps the pace of every bar; that of a full bar does not change. */
final class ProgressPaces {
  private final LongSupplier nanos;
  private final Map<String, Moving> bars = new HashMap<>();

  /** A bar's pace since {@code pace}, what it had {@code done} last, and when that was. */
  private record Moving(ProgressPace pace, long done, long at) {}

  ProgressPaces(LongSupplier nanos) {
    this.nanos = nanos;
  }

  String text(ProgressBar bar) {
    Moving moving = bars.compute(bar.name(), (name, before) -> moved(before, bar));
    return moving.pace().text(bar, moving.at());
  }

  private Moving moved(Moving before, ProgressBar bar) {
    long now = nanos.getAsLong();
    if (before == null || bar.done() < before.done()) {
      // Work that is done again gets a pace of its own.
      return new Moving(new ProgressPace(now, bar.done()), bar.done(), now);
    }
    boolean stands = bar.done() == bar.total() && bar.done() == before.done();
    return new Moving(before.pace(), bar.done(), stands ? before.at() : now);
  }
}
