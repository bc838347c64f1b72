package io.tributary.aggregation.topology.processor;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Requests commits before the interval is over, for the steps of a version. A task's output is read
 * by the next task only after a commit, and a version passes four tasks: without early commits its
 * readers would wait four intervals. All tasks of a process share one allowance, because a commit
 * takes a thread some ten milliseconds: a single version is prompt, and under load, where many
 * versions share the regular commits, early ones stay few.
 */
public final class EarlyCommits {
  /** The time after which the allowance grows by one commit, in milliseconds. */
  private static final long REFILL_MS = 50;

  /** The largest allowance: the commits of one and a half versions. */
  private static final int BURST = 4;

  private int left = BURST;
  private long refilledAt = Long.MIN_VALUE;

  /** Requests a commit if the allowance permits it; otherwise the regular commit is soon enough. */
  public void request(ProcessorContext<?, ?> context) {
    if (take(context.currentSystemTimeMs())) {
      context.commit();
    }
  }

  /** Takes a commit from the allowance at that wall-clock time; returns whether there was one. */
  synchronized boolean take(long now) {
    if (refilledAt == Long.MIN_VALUE || now < refilledAt) {
      refilledAt = now;
    }
    long due = (now - refilledAt) / REFILL_MS;
    left = (int) Math.min(BURST, left + due);
    refilledAt += due * REFILL_MS;
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
