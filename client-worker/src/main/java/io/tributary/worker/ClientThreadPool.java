package io.tributary.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Serves many clients with a few threads. Each client's work is done by one thread with one core,
 * so that its result depends neither on the other clients nor on the number of cores.
 */
public final class ClientThreadPool implements AutoCloseable {
  private final ThreadPoolExecutor threads;

  /**
   * Creates a pool whose daemon threads start with the first work.
   *
   * @param size how many clients are served at once, >= 1
   */
  public ClientThreadPool(int size) {
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              var thread = new Thread(work, "clients");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does the work for every subject and returns the results in the subjects' order. It waits for
   * all; then it throws the first failure in that order, with the later ones suppressed in it.
   */
  public <T, R> List<R> each(Collection<T> subjects, Function<T, R> work)
      throws InterruptedException {
    List<Future<R>> pending = new ArrayList<>();
    for (T subject : subjects) {
      pending.add(threads.submit(() -> work.apply(subject)));
    }
    List<R> results = new ArrayList<>();
    Throwable failure = null;
    for (Future<R> future : pending) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        if (failure == null) {
          failure = e.getCause();
        } else if (failure != e.getCause()) {
          failure.addSuppressed(e.getCause());
        }
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      // The functions throw no checked exceptions.
      throw (RuntimeException) failure;
    }
    return results;
  }

  /**
   * Drops the work that has not begun and waits for the work that has, so that what it uses can be
   * closed. Only an interrupt of the caller interrupts it.
   */
  @Override
  public void close() {
    threads.getQueue().clear();
    threads.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
        threads.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
