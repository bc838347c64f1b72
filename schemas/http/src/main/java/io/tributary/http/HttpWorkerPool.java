package io.tributary.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a port's operations on a fixed number of threads with a bounded queue. */
final class HttpWorkerPool implements AutoCloseable {
  private static final int WAITING_PER_THREAD = 4;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int threads;
  private final ThreadPoolExecutor executor;

  HttpWorkerPool(int threads) {
    this.threads = threads;
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_PER_THREAD * threads),
            task -> {
              var thread = new Thread(task, "http-worker");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs an operation; throws {@link java.util.concurrent.RejectedExecutionException} if too many
   * wait.
   */
  void execute(Runnable operation) {
    executor.execute(operation);
  }

  /** Returns the problem, status 503, of a request that finds all threads and places taken. */
  HttpProblem busy() {
    return HttpProblem.later(
        "busy",
        "at most "
            + threads
            + " requests may run and "
            + WAITING_PER_THREAD * threads
            + " wait, and as many do",
        RETRY_AFTER);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
