package io.tributary.infra.local.result;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Divides the wall time of a run into stages: exactly one at a time, from the command to the table.
 */
public final class LocalRunStages {
  private static final double NANOS = 1e9;

  /** The stages of a run, in the order in which they come. */
  public enum Stage {
    START,
    EMBED,
    LEARN,
    EVALUATE
  }

  private final LongSupplier nanos;
  private final long begun;
  private final Map<Stage, Long> spent = new EnumMap<>(Stage.class);
  private Stage stage = Stage.START;
  private long since;

  public LocalRunStages(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.since = begun;
  }

  /** Leaves the current stage and enters another; entering the same one changes nothing. */
  public synchronized void enter(Stage next) {
    long now = nanos.getAsLong();
    spent.merge(stage, now - since, Long::sum);
    since = now;
    stage = next;
  }

  /** Returns the seconds spent in a stage up to now. */
  synchronized double seconds(Stage asked) {
    long running = asked == stage ? nanos.getAsLong() - since : 0;
    return (spent.getOrDefault(asked, 0L) + running) / NANOS;
  }

  /** Returns the seconds since the command began. */
  synchronized double wallSeconds() {
    return (nanos.getAsLong() - begun) / NANOS;
  }
}
