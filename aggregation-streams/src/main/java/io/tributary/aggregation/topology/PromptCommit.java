package io.tributary.aggregation.topology;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit before the interval is over. What a task writes is read by the next one only
 * after a commit, and a version passes four tasks: without this its readers would wait four
 * intervals. Asked for only by the steps of a version, not of each update, and not more often than
 * commits are cheap.
 */
final class PromptCommit {
  /** A commit takes some ten milliseconds of a thread. */
  private static final long SPACING_MS = 20;

  private final ProcessorContext<?, ?> context;
  private long last = Long.MIN_VALUE;

  PromptCommit(ProcessorContext<?, ?> context) {
    this.context = context;
  }

  /** What waits for it longer than the spacing is in the regular commit. */
  void request() {
    long now = context.currentSystemTimeMs();
    if (last == Long.MIN_VALUE || now < last || now - last >= SPACING_MS) {
      last = now;
      context.commit();
    }
  }
}
