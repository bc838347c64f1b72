package io.tributary.aggregation.payload;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all tasks of a process may keep in the heap to avoid reading the log again. */
public final class HeapBudget {
  private final long limitBytes;
  private final AtomicLong taken = new AtomicLong();

  /** Creates a budget; with 0 nothing is kept. */
  public HeapBudget(long limitBytes) {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("payload heap must be >= 0 bytes, was " + limitBytes);
    }
    this.limitBytes = limitBytes;
  }

  /** Takes bytes if that many are free; returns whether it did. */
  boolean take(long bytes) {
    long now = taken.addAndGet(bytes);
    if (now <= limitBytes) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Returns how many bytes all tasks together have taken. */
  public long takenBytes() {
    return taken.get();
  }
}
