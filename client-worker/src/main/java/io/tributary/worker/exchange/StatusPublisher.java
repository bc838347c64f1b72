package io.tributary.worker.exchange;

import io.tributary.schemas.event.WorkerReport;
import io.tributary.schemas.update.TaskEmbedding;

/** Publishes slots to the federation and progress to people. */
public interface StatusPublisher extends AutoCloseable {
  /**
   * Publishes what a slot's text is like; when this returns, it is stored.
   *
   * @throws io.tributary.schemas.settings.Failure if the broker did not take it
   */
  void announce(TaskEmbedding embedding);

  /** Reports progress; nothing waits for it, and nothing fails when it is lost. */
  void report(WorkerReport report);

  @Override
  void close();
}
