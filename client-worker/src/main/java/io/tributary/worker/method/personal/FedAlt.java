package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;
import java.util.Optional;

/**
 * Continues each client's own adapter, which is never replaced by an average, beside the mean of
 * all others', which stays frozen within a round; a gate of the client's own mixes both token by
 * token (FedALT, Bian et al. 2025; ALGORITHMS.md, "Two adapters").
 *
 * <p>The others' mean needs no message of its own: the common adapter is the weighted mean {@code W
 * = sum_j p_j L_j} of all shared adapters, so that without a client's own part it is {@code (W - p
 * L) / (1 - p)}, with the federation's weights. For an update that was clipped, the version
 * contains some of the version before in its place, and so does this mean; a client whose last
 * update is not in the version uses W.
 */
public record FedAlt() implements LocalMethod {
  private static final String GATE = "fedalt.gate";

  @Override
  public String name() {
    return "fedalt";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    GatedAdapters start = adapters(round);
    TrainingResult result =
        localSteps.from(
            start.own(),
            FrozenAdapters.gated(start.others(), start.gate()),
            Optimisers.adamW(start.trainable().length, round.learningRate()));
    SlotMemory memory = PersonalAdapter.kept(round, result.adapter()).with(GATE, result.gate());
    return new Outcome(result.adapter(), memory, result, Map.of());
  }

  /** Returns the client's own adapter, which answers beside the others' mean. */
  @Override
  public LoraAdapter personal(LocalRound next) {
    return PersonalAdapter.of(next);
  }

  @Override
  public Optional<GatedAdapters> gated(LocalRound next) {
    return Optional.of(adapters(next));
  }

  private static GatedAdapters adapters(LocalRound round) {
    AdapterLayout layout = round.global().layout();
    int length = GatedAdapters.gateParameters(layout);
    Optional<float[]> kept =
        round.isFirstInCluster() ? Optional.empty() : round.memory().vector(GATE, length);
    LoraAdapter own = PersonalAdapter.of(round);
    float[] others = others(round, own.values());
    return new GatedAdapters(
        own, new LoraAdapter(layout, others), kept.orElseGet(() -> new float[length]));
  }

  /**
   * Returns the mean of the others; zeros, an adapter that adds nothing, where the version contains
   * no other client's update.
   */
  private static float[] others(LocalRound round, float[] own) {
    double share = round.isFirstInCluster() ? 0 : round.share();
    float[] others = new float[own.length];
    if (share < 1) {
      float[] common = round.global().values();
      for (int i = 0; i < others.length; i++) {
        others[i] = (float) ((common[i] - share * own[i]) / (1 - share));
      }
    }
    return others;
  }
}
