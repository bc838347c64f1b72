package io.tributary.worker;

import io.tributary.worker.exchange.Downstream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs many clients over one frozen base model, a few of them at once. No result depends on another
 * client's pace.
 */
final class WorkerHost {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final List<ClientWorker> clients;
  private final Crew crew;
  private final Downstream downstream;
  private final BooleanSupplier caughtUp;
  private volatile boolean stopping;

  /**
   * A host.
   *
   * @param crew serves the clients
   * @param caughtUp whether all that the topics held at the start has come down: before that, the
   *     newest version may be an old one
   */
  WorkerHost(
      List<ClientWorker> clients, Crew crew, Downstream downstream, BooleanSupplier caughtUp) {
    this.clients = List.copyOf(clients);
    this.crew = crew;
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
        List<Boolean> trained = crew.each(clients, client -> !stopping && client.turn(downstream));
        if (!trained.contains(true)) {
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
