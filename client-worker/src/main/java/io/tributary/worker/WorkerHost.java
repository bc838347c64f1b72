package io.tributary.worker;

import io.tributary.worker.exchange.FederationState;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs many clients over one frozen base model, a few of them at once. No result depends on another
 * client's pace.
 */
public final class WorkerHost {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final List<ClientWorker> clients;
  private final ClientThreadPool clientThreadPool;
  private final FederationState federationState;
  private final BooleanSupplier caughtUp;
  private volatile boolean stopping;

  /**
   * Creates a host of clients that have not joined yet.
   *
   * @param clientThreadPool serves the clients
   * @param caughtUp whether everything that was in the topics at the start has been read: before
   *     that, the newest version may be an old one
   */
  public WorkerHost(
      List<ClientWorker> clients,
      ClientThreadPool clientThreadPool,
      FederationState federationState,
      BooleanSupplier caughtUp) {
    this.clients = List.copyOf(clients);
    this.clientThreadPool = clientThreadPool;
    this.federationState = federationState;
    this.caughtUp = caughtUp;
  }

  /** Joins with every client. */
  public void join() {
    clients.forEach(ClientWorker::join);
  }

  /**
   * Trains until every client has finished, or {@link #stop} is called.
   *
   * @throws io.tributary.schemas.settings.Failure if a client cannot go on
   */
  public void run() throws InterruptedException {
    try {
      awaitHistory();
      while (!stopping && !allFinished()) {
        long seen = federationState.changes();
        List<Boolean> trained =
            clientThreadPool.each(clients, client -> !stopping && client.turn(federationState));
        if (!trained.contains(true)) {
          federationState.awaitChange(seen, PATIENCE);
        }
      }
    } catch (RuntimeException | Error e) {
      clients.forEach(ClientWorker::failed);
      throw e;
    }
    if (!stopping) {
      clients.forEach(client -> client.turn(federationState));
    }
  }

  /** Makes {@link #run} end after the slot that is being trained. */
  public void stop() {
    stopping = true;
  }

  private void awaitHistory() throws InterruptedException {
    while (!stopping && !caughtUp.getAsBoolean()) {
      federationState.awaitChange(federationState.changes(), PATIENCE);
    }
    clients.forEach(client -> client.requireSameHistory(federationState));
  }

  private boolean allFinished() {
    return clients.stream().allMatch(client -> client.isFinished(federationState));
  }
}
