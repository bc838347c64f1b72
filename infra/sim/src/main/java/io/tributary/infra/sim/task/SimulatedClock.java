package io.tributary.infra.sim.task;

import java.util.function.LongSupplier;

/** The clock of whichever task is at work, for what asks no context for it. */
public final class SimulatedClock implements LongSupplier {
  private long now;

  void set(long millis) {
    now = millis;
  }

  @Override
  public long getAsLong() {
    return now;
  }
}
