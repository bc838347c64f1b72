package io.tributary.worker.method;

import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.optimise.Optimiser;

/** The steps that most methods take: AdamW without decay, the gradient's norm clipped at 1. */
final class Steps {
  private static final double CLIP_NORM = 1;

  private Steps() {}

  static Optimiser adamW(Round round) {
    return new GradientClip(CLIP_NORM, new AdamW(round.parameters(), round.learningRate(), 0));
  }
}
