package io.tributary.worker.exchange;

import io.tributary.schemas.id.UpdateId;
import io.tributary.worker.state.OutgoingUpdate;

/** Sends one client's updates to the federation. */
public interface UpdateSink extends AutoCloseable {
  /**
   * Sends an update as a whole; when this returns, it is committed.
   *
   * @param id of the update
   * @throws io.tributary.schemas.settings.Failure if another worker took over the client, or the
   *     broker stayed out of reach
   */
  void send(UpdateId id, OutgoingUpdate update);

  @Override
  void close();
}
