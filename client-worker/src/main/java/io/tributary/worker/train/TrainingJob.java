package io.tributary.worker.train;

import io.tributary.schemas.adapter.LoraAdapter;
import java.util.List;

/**
 * The work of one round of local training. The same job with an equal optimiser gives the same bits
 * on the same machine.
 *
 * @param start the adapter to start from; it is not changed
 * @param company frozen adapters beside it
 * @param samples at least one
 * @param steps optimiser steps, >= 1
 * @param batch samples in a step, >= 1
 * @param dropout probability that an input of an adapter is set to zero, 0 <= p < 1
 * @param maxTokens longer texts are cut
 * @param seed of sampling and dropout
 */
public record TrainingJob(
    LoraAdapter start,
    FrozenAdapters company,
    List<MultipleChoiceSample> samples,
    int steps,
    int batch,
    float dropout,
    int maxTokens,
    long seed) {

  /** The number of tokens at which texts are cut unless a job sets another. */
  private static final int DEFAULT_MAX_TOKENS = 64;

  public TrainingJob {
    samples = List.copyOf(samples);
    require(!samples.isEmpty(), "training samples must be >= 1", samples.size());
    require(steps >= 1, "training steps must be >= 1", steps);
    require(batch >= 1, "training batch must be >= 1", batch);
    require(dropout >= 0 && dropout < 1, "dropout must be in 0 <= p < 1", dropout);
  }

  /** Returns a job without frozen adapters and dropout, with texts of up to 64 tokens. */
  public static TrainingJob of(
      LoraAdapter start, List<MultipleChoiceSample> samples, int steps, int batch, long seed) {
    return new TrainingJob(
        start, FrozenAdapters.NONE, samples, steps, batch, 0, DEFAULT_MAX_TOKENS, seed);
  }

  /** Returns this job with another dropout. */
  public TrainingJob withDropout(float rate) {
    return new TrainingJob(start, company, samples, steps, batch, rate, maxTokens, seed);
  }

  /** Returns this job with another start and other frozen adapters. */
  public TrainingJob from(LoraAdapter other, FrozenAdapters beside) {
    return new TrainingJob(other, beside, samples, steps, batch, dropout, maxTokens, seed);
  }

  private static void require(boolean holds, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
