package io.tributary.testkit;

import java.util.concurrent.Executor;

/** Runs tasks of tests that need several things to happen at once. */
public final class ConcurrentTasks {
  /**
   * An executor with a daemon thread for each task. {@code CompletableFuture}'s own pool has one
   * thread on a machine of two cores, from JDK 25 on: a task that waits there for another waits for
   * ever.
   */
  public static final Executor ONE_EACH =
      task -> {
        var thread = new Thread(task, "test-task");
        thread.setDaemon(true);
        thread.start();
      };

  private ConcurrentTasks() {}
}
