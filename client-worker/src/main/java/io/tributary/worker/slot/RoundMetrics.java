package io.tributary.worker.slot;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.state.OutgoingUpdate;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the metrics that a slot's round reports: in its update, in progress reports and in the
 * log.
 */
public final class RoundMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(RoundMetrics.class);

  private RoundMetrics() {}

  /** Returns the metrics for the update's manifest. */
  public static TrainingSummary summary(TrainingResult result) {
    float[] losses = result.losses();
    return new TrainingSummary(
        losses.length, losses[0], losses[losses.length - 1], result.stepNanos(), result.tokens());
  }

  /** Returns the metrics for the report of a published update. */
  public static SortedMap<String, Double> of(
      LocalRound round, AdapterVersion base, LocalMethod.Outcome outcome, OutgoingUpdate update) {
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

  /** One line for a round that was trained and published. */
  public static void log(UpdateId id, AdapterVersion base, Map<String, Double> metrics) {
    LOG.atInfo()
        .addKeyValue(LogKeys.SLOT, id.slot())
        .addKeyValue(LogKeys.UPDATE_ID, id)
        .addKeyValue(LogKeys.CLUSTER_ID, base.cluster())
        .addKeyValue(LogKeys.VERSION, base.version())
        .addKeyValue(LogKeys.ROUND, metrics.get("round").intValue())
        .addKeyValue(LogKeys.LOSS, metrics.get("loss"))
        .addKeyValue(LogKeys.SECONDS, metrics.get("seconds"))
        .log("round trained");
  }

  /** Logs the alignment learning rate that a slot's first round picked, if it picked one. */
  public static void logWhatWasPicked(SlotId slot, Map<String, Double> figures) {
    Double eta = figures.get(PflAlign.RATE_FIGURE);
    if (eta != null && eta >= AlignmentRate.LARGEST) {
      LOG.atWarn()
          .addKeyValue(LogKeys.SLOT, slot)
          .addKeyValue(LogKeys.LEARNING_RATE, eta)
          .addKeyValue(LogKeys.FIX, "lower --learning-rate, or set --alignment-learning-rate")
          .log("alignment learning rate reached its limit, training may collapse");
    } else if (eta != null) {
      LOG.atInfo()
          .addKeyValue(LogKeys.SLOT, slot)
          .addKeyValue(LogKeys.LEARNING_RATE, eta)
          .log("alignment learning rate is fixed from now on");
    }
  }
}
