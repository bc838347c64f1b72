package io.tributary.worker.method;

import io.tributary.worker.optimise.Bounds;
import io.tributary.worker.optimise.ControlVariates;
import io.tributary.worker.optimise.Sgd;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Optional;

/**
 * Gradient descent whose gradients are corrected by control variates (SCAFFOLD, Karimireddy et al.
 * 2020, algorithm 1 with option II; algorithms C.10): {@code y <- y - eta (g - c_i + c)}, then
 * {@code c_i <- c_i - c + (W - y) / (T eta)}.
 *
 * <p>The common variate needs no message of its own: where every slot contributes equally to every
 * version, {@code c = -(W' - W) / (T eta)} of the last two versions is the mean of all c_i, so that
 * clients read it off the versions, and uploads are no larger than others'. With unequal weights it
 * is the weighted mean; a client that was away for some versions takes the mean over them.
 *
 * @param learningRate eta, the same in all rounds and at all clients
 */
public record Scaffold(float learningRate) implements LocalMethod {
  private static final String OWN = "scaffold.own";
  private static final String BASE = "scaffold.base";
  private static final String VERSION = "scaffold.version";

  public Scaffold {
    Bounds.positive("--sgd-learning-rate", learningRate);
  }

  @Override
  public String name() {
    return "scaffold";
  }

  @Override
  public Outcome round(Round round, Training training) {
    int n = round.parameters();
    float[] global = round.global().values();
    SlotMemory memory = round.isFirstInCluster() ? SlotMemory.in(round.cluster()) : round.memory();
    float[] own = memory.vector(OWN, n).orElseGet(() -> new float[n]);
    float[] common = common(round, memory);
    TrainingResult result =
        training.from(round.global(), new ControlVariates(own, common, new Sgd(learningRate)));
    float[] trained = result.adapter().values();
    float[] next = new float[n];
    for (int i = 0; i < n; i++) {
      next[i] = own[i] - common[i] + (global[i] - trained[i]) / (round.steps() * learningRate);
    }
    return Outcome.of(
        result,
        SlotMemory.in(round.cluster())
            .with(OWN, next)
            .with(BASE, global)
            .with(VERSION, round.number()));
  }

  private float[] common(Round round, SlotMemory memory) {
    float[] common = new float[round.parameters()];
    Optional<float[]> base = memory.vector(BASE, common.length);
    if (base.isPresent()) {
      double versions = round.number() - memory.number(VERSION).orElseThrow();
      double scale = -1 / (versions * round.steps() * learningRate);
      for (int i = 0; i < common.length; i++) {
        common[i] = (float) (scale * (round.global().values()[i] - base.get()[i]));
      }
    }
    return common;
  }
}
