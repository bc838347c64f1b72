package io.tributary.worker.exchange;

import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;

/** Publishes slots to the federation and progress to people. */
public interface StatusPublisher extends AutoCloseable {
  /**
   * Publishes the announcement of a slot; when this returns, it is stored.
   *
   * @throws io.tributary.schemas.settings.Failure if the broker did not accept it
   */
  void announce(TaskEmbedding embedding);

  /** Reports progress without waiting; a lost report causes no failure. */
  void report(WorkerReport report);

  @Override
  void close();
}
