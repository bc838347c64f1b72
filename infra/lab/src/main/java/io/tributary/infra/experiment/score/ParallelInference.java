package io.tributary.infra.experiment.score;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs computations of the model, several at a time. */
final class ParallelInference {
  private ParallelInference() {}

  /** Runs all of them; throws the failure of one. */
  static void run(int threads, List<Runnable> work) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      var pending = new ArrayList<Future<?>>();
      work.forEach(one -> pending.add(pool.submit(one)));
      for (Future<?> one : pending) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the model failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
