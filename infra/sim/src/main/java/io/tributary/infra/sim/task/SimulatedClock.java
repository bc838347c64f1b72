package io.tributary.infra.sim.task;

import java.util.function.LongSupplier;

/** The clock of the task that is at work, for code without a context. */
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
