package io.tributary.worker.method;

import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.optimise.Optimiser;
import java.util.function.UnaryOperator;

/** Makes the optimiser of most methods: AdamW without decay, the gradient's norm clipped at 1. */
public final class Optimisers {
  private static final double CLIP_NORM = 1;

  private Optimisers() {}

  public static Optimiser adamW(LocalRound round) {
    return adamW(round, round.learningRate());
  }

  public static Optimiser adamW(LocalRound round, float learningRate) {
    return adamW(round.parameters(), learningRate);
  }

  public static Optimiser adamW(int parameters, float learningRate) {
    return new GradientClip(CLIP_NORM, new AdamW(parameters, learningRate, 0));
  }

  /**
   * Makes the optimiser of a loss with a penalty.
   *
   * @param clippedGradient which gradient's norm is clipped
   * @param penalty adds the penalty's gradient before another optimiser takes the step
   */
  public static Optimiser penalised(
      LocalRound round, ClipTarget clippedGradient, UnaryOperator<Optimiser> penalty) {
    return clippedGradient == ClipTarget.OBJECTIVE
        ? penalty.apply(adamW(round))
        : new GradientClip(
            CLIP_NORM, penalty.apply(new AdamW(round.parameters(), round.learningRate(), 0)));
  }
}
