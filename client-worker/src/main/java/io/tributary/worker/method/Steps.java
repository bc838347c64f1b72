package io.tributary.worker.method;

import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.optimise.Optimiser;

/** The steps that most methods take: AdamW without decay, the gradient's norm clipped at 1. */
final class Steps {
  private static final double CLIP_NORM = 1;

  private Steps() {}

  static Optimiser adamW(Round round) {
    return adamW(round, round.learningRate());
  }

  static Optimiser adamW(Round round, float learningRate) {
    return adamW(round.parameters(), learningRate);
  }

  static Optimiser adamW(int parameters, float learningRate) {
    return new GradientClip(CLIP_NORM, new AdamW(parameters, learningRate, 0));
  }
}
