package io.tributary.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A few threads that serve many clients. Each client's work is done by one thread with one core, so
 * that its result depends neither on the other clients nor on the number of cores.
 */
public final class ClientThreadPool implements AutoCloseable {
  private final ExecutorService threads;

  /**
   * Starts a pool of daemon threads.
   *
   * @param size how many clients are served at once, >= 1
   */
  public ClientThreadPool(int size) {
    this.threads =
        Executors.newFixedThreadPool(
            size,
            work -> {
              var thread = new Thread(work, "crew");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does the work for every subject and returns the results in the subjects' order. Waits for all;
   * then throws the first failure in that order, with the later ones suppressed in it.
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
      // Functions throw nothing checked.
      throw (RuntimeException) failure;
    }
    return results;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
