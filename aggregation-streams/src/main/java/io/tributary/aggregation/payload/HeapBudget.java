package io.tributary.aggregation.payload;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all tasks of a process may keep in the heap to save reading the log again. */
public final class HeapBudget {
  private final long limitBytes;
  private final AtomicLong taken = new AtomicLong();

  /** A budget; 0 keeps nothing. */
  public HeapBudget(long limitBytes) {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("payload heap must be >= 0 bytes, was " + limitBytes);
    }
    this.limitBytes = limitBytes;
  }

  /** Takes bytes if that many are free. */
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

  /** Bytes in use by all tasks together. */
  public long takenBytes() {
    return taken.get();
  }
}
