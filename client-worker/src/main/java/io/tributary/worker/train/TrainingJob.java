package io.tributary.worker.train;

import io.tributary.schemas.adapter.LoraAdapter;
import java.util.List;

/**
 * The work of one round of local training. The same job with a like optimiser gives the same bits
 * on the same machine.
 *
 * @param start the adapter to start from; it is not changed
 * @param company frozen adapters beside it
 * @param samples at least one
 * @param steps optimiser steps, >= 1
 * @param batch samples in a step, >= 1
 * @param dropout chance of each input of an adapter to be left out of a step, 0 <= p < 1
 * @param maxTokens longer texts are cut
 * @param seed of sampling and dropout
 */
public record TrainingJob(
    LoraAdapter start,
    FrozenAdapters company,
    List<ChooseSample> samples,
    int steps,
    int batch,
    float dropout,
    int maxTokens,
    long seed) {

  /** Texts are cut at so many tokens unless a job says otherwise. */
  private static final int DEFAULT_MAX_TOKENS = 64;

  public TrainingJob {
    samples = List.copyOf(samples);
    require(!samples.isEmpty(), "training samples must be >= 1", samples.size());
    require(steps >= 1, "training steps must be >= 1", steps);
    require(batch >= 1, "training batch must be >= 1", batch);
    require(dropout >= 0 && dropout < 1, "dropout must be in 0 <= p < 1", dropout);
  }

  /** A job with no company, no dropout and texts of up to 64 tokens. */
  public static TrainingJob of(
      LoraAdapter start, List<ChooseSample> samples, int steps, int batch, long seed) {
    return new TrainingJob(
        start, FrozenAdapters.NONE, samples, steps, batch, 0, DEFAULT_MAX_TOKENS, seed);
  }

  /** This job with another dropout. */
  public TrainingJob withDropout(float rate) {
    return new TrainingJob(start, company, samples, steps, batch, rate, maxTokens, seed);
  }

  /** This job from another adapter, beside other frozen ones. */
  public TrainingJob from(LoraAdapter other, FrozenAdapters beside) {
    return new TrainingJob(other, beside, samples, steps, batch, dropout, maxTokens, seed);
  }

  private static void require(boolean holds, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
