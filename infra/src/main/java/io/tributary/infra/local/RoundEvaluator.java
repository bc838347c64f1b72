package io.tributary.infra.local;

import io.tributary.infra.evaluate.Predictor;
import io.tributary.infra.evaluate.Question;
import io.tributary.infra.evaluate.RoundScore;
import io.tributary.infra.report.RunResults.RoundAccuracy;
import io.tributary.schemas.settings.Failure;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a few questions after rounds, beside the training. It takes processor time from the
 * training, so it rests ten times as long as it worked: rounds that end meanwhile are left out.
 */
final class RoundEvaluator {
  private static final Logger LOG = LoggerFactory.getLogger(RoundEvaluator.class);
  private static final int REST = 10;

  private final Predictor router;
  private final List<Question> questions;
  private final RoundAccuracies accuracies;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "round-accuracy");
            made.setDaemon(true);
            return made;
          });
  private volatile long restsUntil = System.nanoTime();
  private Future<?> running;

  RoundEvaluator(Predictor router, List<Question> questions, RoundAccuracies accuracies) {
    this.router = router;
    this.questions = questions;
    this.accuracies = accuracies;
  }

  void completed(int round) {
    boolean busy = running != null && !running.isDone();
    if (!busy && System.nanoTime() - restsUntil >= 0) {
      running = thread.submit(() -> measure(round));
    }
  }

  private void measure(int round) {
    long began = System.nanoTime();
    try {
      accuracies.put(new RoundAccuracy(round, RoundScore.of(router, questions)));
    } catch (Failure e) {
      LOG.warn("no accuracy after round {}: {}", round, e.getMessage());
    }
    long now = System.nanoTime();
    restsUntil = now + REST * (now - began);
  }

  /** Waits for the measurement that is under way. */
  void finish() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
      LOG.warn("the accuracy after a round took more than a minute and is left out");
      thread.shutdownNow();
    }
  }
}
