package io.tributary.worker.slot;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.Round;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.state.OutgoingUpdate;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures that a slot's round reports: in its update, in reports and in the log. */
public final class RoundMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(RoundMetrics.class);

  private RoundMetrics() {}

  /** For the update's manifest. */
  public static TrainingSummary summary(TrainingResult result) {
    float[] losses = result.losses();
    return new TrainingSummary(
        losses.length, losses[0], losses[losses.length - 1], result.stepNanos(), result.tokens());
  }

  /** For the report that it was published. */
  public static SortedMap<String, Double> of(
      Round round, AdapterVersion base, LocalMethod.Outcome outcome, OutgoingUpdate update) {
    TrainingResult result = outcome.result();
    var figures = new TreeMap<>(outcome.figures());
    figures.put("round", (double) round.number());
    figures.put("version", (double) base.version());
    figures.put("steps", (double) result.losses().length);
    figures.put("loss", (double) result.losses()[result.losses().length - 1]);
    figures.put("seconds", result.stepNanos() / 1e9);
    figures.put("tokens", (double) result.tokens());
    figures.put("bytes", (double) update.bytes());
    return figures;
  }

  /** Of a slot's first round. */
  public static void logWhatWasPicked(SlotId slot, Map<String, Double> figures) {
    Double eta = figures.get(PflAlign.RATE_FIGURE);
    if (eta != null && eta >= AlignmentRate.LARGEST) {
      LOG.warn(
          "alignment learning rate reached its limit: slot={} eta={}; training may collapse: lower"
              + " --learning-rate, or set --alignment-learning-rate",
          slot,
          eta);
    } else if (eta != null) {
      LOG.info("alignment learning rate, fixed from now on: slot={} eta={}", slot, eta);
    }
  }
}
