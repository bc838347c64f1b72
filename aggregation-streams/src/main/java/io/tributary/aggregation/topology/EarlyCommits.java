package io.tributary.aggregation.topology;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits before the interval is over, for the steps of a version. What a task writes is read by
 * the next one only after a commit, and a version passes four tasks: without these its readers wait
 * four intervals. All tasks of a process share one allowance, since a commit takes a thread some
 * ten milliseconds: a version that comes alone is prompt, and under load, where many versions share
 * the regular commits, these stay few beside them.
 */
final class EarlyCommits {
  /** One more every so often. */
  private static final long REFILL_MS = 50;

  /** What a version and a half need. */
  private static final int BURST = 4;

  private int left = BURST;
  private long refilledAt = Long.MIN_VALUE;

  /** Asks for one if the allowance has it; if not, the regular commit is soon enough. */
  void request(ProcessorContext<?, ?> context) {
    if (take(context.currentSystemTimeMs())) {
      context.commit();
    }
  }

  /** Whether there was one left at that wall-clock time. */
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
