package io.tributary.infra.experiment.run;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.score.FederationScorer;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Measures accuracy over the rounds, by each client's nearest own cluster, on a part of the rows.
 */
final class AccuracyCurve {
  /** The number of rounds that are scored, besides the last. */
  private static final int POINTS = 6;

  private AccuracyCurve() {}

  static SortedMap<Integer, Double> of(
      FederationOutcome outcome, FederationScorer scorer, MajorityTasks tasks, String initial)
      throws InterruptedException {
    var curve = new TreeMap<Integer, Double>();
    int last =
        outcome.versions().values().stream().mapToInt(rounds -> rounds.lastKey()).max().orElse(0);
    var points = new TreeSet<Integer>();
    for (int point = 1; point <= POINTS; point++) {
      points.add(Math.max(1, Math.round((float) point * last / POINTS)));
    }
    for (int round : points) {
      curve.put(round, scorer.ownTasks(outcome.upTo(round), round, tasks, initial));
    }
    return curve;
  }
}
