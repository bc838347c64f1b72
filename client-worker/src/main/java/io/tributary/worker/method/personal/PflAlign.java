package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.PersonalInit;
import io.tributary.worker.align.AlignedDescent;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentState;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;
import java.util.Optional;

/**
 * Implements pFLAlign (arXiv 2605.02143; ALGORITHMS.md, "pFLAlign"): a round starts from the
 * cluster's adapter plus the client's offset, {@link AlignedDescent} takes some of the offset back,
 * and the whole adapter is shared. The offset belongs to one cluster and is dropped when the slot
 * moves to another; v and q stay (ALGORITHMS.md, "Personal starts"). A start that the aggregator
 * gives is used unchanged: its offset is already corrected.
 *
 * @param variant whole, or an ablation
 * @param rate eta
 * @param selfCorrection for clusters of few clients
 */
public record PflAlign(AlignmentVariant variant, AlignmentRate rate, SelfCorrection selfCorrection)
    implements LocalMethod {
  private static final String OFFSET = "pflalign.offset";
  private static final String SECOND_MOMENT = "pflalign.v";
  private static final String SIGNAL = "pflalign.q";
  static final String RATE = "pflalign.eta";

  /** The name of the rate among the metrics of a round. */
  public static final String RATE_FIGURE = "alignmentLearningRate";

  @Override
  public String name() {
    return "pflalign";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    float[] global = round.global().values();
    int n = global.length;
    SlotMemory memory = round.memory();
    LoraAdapter start = personal(round);
    var descent =
        new AlignedDescent(
            variant,
            rate(memory),
            round.steps(),
            new AlignmentState(
                round.given().isPresent() ? difference(start.values(), global) : kept(round),
                memory.vector(SECOND_MOMENT, n).orElseGet(() -> new float[n]),
                memory.vector(SIGNAL, n).orElseGet(() -> new float[n])));
    TrainingResult result = localSteps.from(start, descent);
    AlignmentState end = descent.end(difference(result.adapter().values(), global));
    return new Outcome(
        result.adapter(),
        SlotMemory.in(round.cluster())
            .with(OFFSET, end.offset())
            .with(SECOND_MOMENT, end.secondMoment())
            .with(SIGNAL, end.signal())
            .with(RATE, descent.learningRate()),
        result,
        Map.of(RATE_FIGURE, descent.learningRate()));
  }

  @Override
  public LoraAdapter personal(LocalRound next) {
    if (next.given().isPresent()) {
      return next.given().get();
    }
    float[] global = next.global().values();
    float[] offset = offset(next);
    double factor = factor(next);
    float[] start = new float[global.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = PersonalInit.value(global[i], offset[i], factor);
    }
    return new LoraAdapter(next.global().layout(), start);
  }

  private float[] offset(LocalRound round) {
    Optional<float[]> last =
        round.isFirstInCluster() || !variant.personalises()
            ? Optional.empty()
            : round.memory().vector(OFFSET, round.parameters());
    return last.orElseGet(() -> new float[round.parameters()]);
  }

  /** Returns the part of the offset that the round starts with. */
  private float[] kept(LocalRound round) {
    double factor = factor(round);
    float[] kept = offset(round).clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (float) (factor * kept[i]);
    }
    return kept;
  }

  private double factor(LocalRound round) {
    return selfCorrection.applies(round) ? 1 - round.share() : 1;
  }

  /** Returns the rate of a round: the one that the first round picked, unless people set one. */
  private AlignmentRate rate(SlotMemory memory) {
    return rate.calibrates() ? memory.number(RATE).map(AlignmentRate::of).orElse(rate) : rate;
  }

  private static float[] difference(float[] trained, float[] global) {
    float[] difference = new float[trained.length];
    for (int i = 0; i < trained.length; i++) {
      difference[i] = trained[i] - global[i];
    }
    return difference;
  }
}
