package io.tributary.worker.method.shared;

import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.ScaffoldOption;
import io.tributary.worker.optimise.ControlVariates;
import io.tributary.worker.optimise.SettingChecks;
import io.tributary.worker.optimise.Sgd;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Optional;

/**
 * Implements gradient descent whose gradients are corrected by control variates (SCAFFOLD,
 * Karimireddy et al. 2020, algorithm 1 with option II): {@code y <- y - eta (g - c_i + c)}, then
 * {@code c_i' = c_i - c + (W - y) / (T eta)}.
 *
 * <p>The common variate needs no message of its own, so that uploads are no larger than those of
 * other methods. Of S updates that make a version, {@code -(W' - W) / (T eta)} is the mean of
 * {@code c_i' - c_i + c}; hence the paper's {@code c <- c + |S| / N mean of (c_i' - c_i)} is {@code
 * (1 - q) c - q (W' - W) / (T eta)} with {@code q = |S| / N}, which clients derive from the
 * versions. A client that was away for some versions uses their mean for each of them; one that
 * comes late begins with the first step that it sees. The server's learning rate must be 1, without
 * an optimiser.
 *
 * <p>All means are those of the merge. With uniform weights they are the paper's, for W and for c.
 * Where slots weigh by their rows, both are weighted alike, so that this is the paper's algorithm
 * for the objective {@code sum_i n_i F_i / sum_i n_i}: versions rest where {@code sum_i n_i c_i},
 * the gradient of that objective, is zero. A plain mean of c_i beside a weighted W would pull
 * versions to the optimum of another objective than the one that is merged for.
 *
 * @param learningRate eta, the same in all rounds and for all clients
 * @param variate how c follows the versions
 */
public record Scaffold(float learningRate, ScaffoldOption variate) implements LocalMethod {
  private static final String OWN = "scaffold.own";
  private static final String COMMON = "scaffold.common";
  private static final String BASE = "scaffold.base";
  private static final String VERSION = "scaffold.version";

  public Scaffold {
    SettingChecks.positive("--sgd-learning-rate", learningRate);
  }

  @Override
  public String name() {
    return "scaffold";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    int n = round.parameters();
    float[] global = round.global().values();
    SlotMemory memory = round.isFirstInCluster() ? SlotMemory.in(round.cluster()) : round.memory();
    float[] own = memory.vector(OWN, n).orElseGet(() -> new float[n]);
    Optional<float[]> known = common(round, memory);
    float[] common = known.orElseGet(() -> new float[n]);
    TrainingResult result =
        localSteps.from(round.global(), new ControlVariates(own, common, new Sgd(learningRate)));
    float[] trained = result.adapter().values();
    float[] next = new float[n];
    for (int i = 0; i < n; i++) {
      next[i] = own[i] - common[i] + (global[i] - trained[i]) / (round.steps() * learningRate);
    }
    SlotMemory kept =
        SlotMemory.in(round.cluster())
            .with(OWN, next)
            .with(BASE, global)
            .with(VERSION, round.number());
    return Outcome.of(result, known.map(c -> kept.with(COMMON, c)).orElse(kept));
  }

  /** Returns c; empty if no version determines it yet, in which case zeros are used. */
  private Optional<float[]> common(LocalRound round, SlotMemory memory) {
    int n = round.parameters();
    if (round.number() == 0) {
      return Optional.of(new float[n]);
    }
    Optional<float[]> before =
        variate == ScaffoldOption.RUNNING ? memory.vector(COMMON, n) : Optional.empty();
    return memory.vector(BASE, n).map(base -> common(round, memory, base, before));
  }

  private float[] common(
      LocalRound round, SlotMemory memory, float[] base, Optional<float[]> before) {
    double versions = Math.max(1, round.number() - memory.number(VERSION).orElseThrow());
    double scale = -1 / (versions * round.steps() * learningRate);
    double q = Math.min(1, (double) round.contributors() / Math.max(1, round.members()));
    double kept = before.isPresent() ? StrictMath.pow(1 - q, versions) : 0;
    float[] global = round.global().values();
    float[] common = new float[base.length];
    for (int i = 0; i < common.length; i++) {
      double step = scale * (global[i] - base[i]);
      common[i] = (float) (kept == 0 ? step : kept * before.get()[i] + (1 - kept) * step);
    }
    return common;
  }
}
