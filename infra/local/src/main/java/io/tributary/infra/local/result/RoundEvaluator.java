package io.tributary.infra.local.result;

import io.tributary.infra.evaluate.EvaluationRounds;
import io.tributary.infra.evaluate.RoundScore;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.evaluate.router.Predictor;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.infra.report.RunResults.RoundAccuracy;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.Failure;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a few questions after rounds, beside the training, one round after the other. Each round is
 * asked with the versions that it ended with, so that its accuracy does not depend on when it is
 * asked.
 */
public final class RoundEvaluator {
  private static final Logger LOG = LoggerFactory.getLogger(RoundEvaluator.class);

  private final Predictor router;
  private final Readiness readiness;
  private final List<LabelledQuestion> questions;
  private final EvaluationRounds measured;
  private final RoundAccuracies accuracies;
  private final int keptVersions;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "round-accuracy");
            made.setDaemon(true);
            return made;
          });
  private int asked;

  /** Waits until the router serves these versions. */
  public interface Readiness {
    void await(Collection<AdapterVersion> versions) throws InterruptedException;
  }

  /**
   * Creates an evaluator, whose questions go through the router on a thread of its own.
   *
   * @param keptVersions number of versions of a cluster that the router serves by name
   */
  public RoundEvaluator(
      Predictor router,
      Readiness readiness,
      List<LabelledQuestion> questions,
      EvaluationRounds measured,
      RoundAccuracies accuracies,
      int keptVersions) {
    this.router = router;
    this.readiness = readiness;
    this.questions = questions;
    this.measured = measured;
    this.accuracies = accuracies;
    this.keptVersions = keptVersions;
  }

  /**
   * Measures a round that all clusters have completed, and earlier rounds that were not measured.
   */
  public void completed(int round, FederationView view) {
    for (int r = Math.max(asked + 1, round - keptVersions + 1); r <= round; r++) {
      if (measured.includes(r) && !accuracies.has(r)) {
        int due = r;
        SortedMap<ClusterId, AdapterVersion> versions = view.versionsAt(r);
        thread.execute(() -> measure(due, versions));
      }
    }
    asked = Math.max(asked, round);
  }

  private void measure(int round, SortedMap<ClusterId, AdapterVersion> versions) {
    try {
      readiness.await(versions.values());
      accuracies.put(new RoundAccuracy(round, RoundScore.of(router, questions, versions)));
    } catch (Failure e) {
      LOG.atWarn()
          .addKeyValue(LogKeys.ROUND, round)
          .addKeyValue(LogKeys.ERROR, e.getMessage())
          .log("no accuracy after a round");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the measurements that are under way. */
  public void finish() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
      LOG.atWarn().log("accuracies after rounds took more than a minute and are left out");
      thread.shutdownNow();
    }
  }
}
