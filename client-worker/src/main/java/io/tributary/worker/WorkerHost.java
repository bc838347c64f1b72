package io.tributary.worker;

import io.tributary.worker.exchange.Downstream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs many clients over one frozen base model: they take turns on it, in the order of their names,
 * so that no result depends on another client's pace.
 */
final class WorkerHost {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final List<ClientWorker> clients;
  private final Downstream downstream;
  private final BooleanSupplier caughtUp;
  private volatile boolean stopping;

  /**
   * A host.
   *
   * @param caughtUp whether all that the topics held at the start has come down: before that, the
   *     newest version may be an old one
   */
  WorkerHost(List<ClientWorker> clients, Downstream downstream, BooleanSupplier caughtUp) {
    this.clients = List.copyOf(clients);
    this.downstream = downstream;
    this.caughtUp = caughtUp;
  }

  /** Joins with every client. */
  void join() {
    clients.forEach(ClientWorker::join);
  }

  /**
   * Trains until every client has finished, or {@link #stop} is called.
   *
   * @throws io.tributary.schemas.settings.Failure if a client cannot go on
   */
  void run() throws InterruptedException {
    try {
      awaitHistory();
      while (!stopping && !allFinished()) {
        long seen = downstream.changes();
        boolean trained = false;
        for (ClientWorker client : clients) {
          trained |= !stopping && client.turn(downstream);
        }
        if (!trained) {
          downstream.awaitChange(seen, PATIENCE);
        }
      }
    } catch (RuntimeException e) {
      clients.forEach(ClientWorker::failed);
      throw e;
    }
    if (!stopping) {
      clients.forEach(client -> client.turn(downstream));
    }
  }

  /** Ends {@link #run} after the slot that is being trained. */
  void stop() {
    stopping = true;
  }

  private void awaitHistory() throws InterruptedException {
    while (!stopping && !caughtUp.getAsBoolean()) {
      downstream.awaitChange(downstream.changes(), PATIENCE);
    }
    clients.forEach(client -> client.requireSameHistory(downstream));
  }

  private boolean allFinished() {
    return clients.stream().allMatch(client -> client.isFinished(downstream));
  }
}
