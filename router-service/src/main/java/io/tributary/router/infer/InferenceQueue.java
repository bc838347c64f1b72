package io.tributary.router.infer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one computation at a time on one thread and keeps the rest in a bounded queue: computations
 * share neither native memory nor cores, and a flood is refused instead of piling up.
 */
public final class InferenceQueue implements Inference {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Inference inner;
  private final int capacity;
  private final Duration patience;
  private final ThreadPoolExecutor worker;

  /**
   * Creates a queue in front of {@code inner}.
   *
   * @param capacity requests that may wait, >= 1
   * @param patience longest time that a caller waits for its answer
   */
  public InferenceQueue(Inference inner, int capacity, Duration patience) {
    this.inner = inner;
    this.capacity = capacity;
    this.patience = patience;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity),
            task -> {
              var thread = new Thread(task, "inference");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.isEmpty() ? List.of() : inTurn(() -> inner.embed(texts));
  }

  @Override
  public List<ChosenOption> choose(List<ChoiceQuestion> questions) {
    return questions.isEmpty() ? List.of() : inTurn(() -> inner.choose(questions));
  }

  /** Returns how many requests wait, without the one that is computed. */
  int waiting() {
    return worker.getQueue().size();
  }

  private <T> T inTurn(Callable<T> computation) {
    Future<T> answer = submit(computation);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw new InferenceBusy(
          "inference must answer within " + patience.toMillis() + " ms and did not", RETRY_AFTER);
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw new InferenceBusy("the router is shutting down", RETRY_AFTER);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("inference failed", e.getCause());
    }
  }

  private <T> Future<T> submit(Callable<T> computation) {
    try {
      return worker.submit(computation);
    } catch (RejectedExecutionException e) {
      if (worker.isShutdown()) {
        throw new InferenceBusy("the router is shutting down", RETRY_AFTER);
      }
      throw new InferenceBusy(
          "at most " + capacity + " requests may wait for inference, and as many do", RETRY_AFTER);
    }
  }

  /**
   * Refuses waiting requests and, once the running computation has ended, closes the model; a
   * computation that takes longer than some seconds keeps its model until the process ends.
   */
  @Override
  public void close() {
    worker.shutdown();
    worker.getQueue().clear();
    try {
      if (!worker.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        // The model's memory must not go while the thread still computes in it.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    inner.close();
  }
}
