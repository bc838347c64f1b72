package io.tributary.worker.train;

import io.tributary.schemas.adapter.LoraAdapter;
import java.util.List;

/**
 * What one round of local training does. The same job gives the same bits on the same machine.
 *
 * @param start the adapter to start from; it is not changed
 * @param samples at least one
 * @param steps optimiser steps, >= 1
 * @param batch samples in a step, >= 1
 * @param learningRate > 0, constant within the job
 * @param dropout chance of each input of an adapter to be left out of a step, 0 <= p < 1
 * @param clipNorm largest norm of the whole gradient, > 0
 * @param weightDecay decoupled from the gradient, >= 0
 * @param maxTokens longer texts are cut
 * @param seed of sampling and dropout
 */
public record TrainingJob(
    LoraAdapter start,
    List<ChooseSample> samples,
    int steps,
    int batch,
    float learningRate,
    float dropout,
    float clipNorm,
    float weightDecay,
    int maxTokens,
    long seed) {

  /** Learning rate that suits this model: see {@link LearningRate} for its decay over rounds. */
  public static final float DEFAULT_LEARNING_RATE = 2e-3f;

  public TrainingJob {
    samples = List.copyOf(samples);
    require(!samples.isEmpty(), "training samples must be >= 1", samples.size());
    require(steps >= 1, "training steps must be >= 1", steps);
    require(batch >= 1, "training batch must be >= 1", batch);
    require(
        learningRate > 0 && learningRate < Float.POSITIVE_INFINITY,
        "learning rate must be finite and > 0",
        learningRate);
    require(dropout >= 0 && dropout < 1, "dropout must be in 0 <= p < 1", dropout);
    require(clipNorm > 0, "gradient clip norm must be > 0", clipNorm);
    require(weightDecay >= 0, "weight decay must be >= 0", weightDecay);
  }

  /** A job with no dropout, clip norm 1, no weight decay and texts of up to 64 tokens. */
  public static TrainingJob of(
      LoraAdapter start,
      List<ChooseSample> samples,
      int steps,
      int batch,
      float learningRate,
      long seed) {
    return new TrainingJob(start, samples, steps, batch, learningRate, 0, 1, 0, 64, seed);
  }

  /** This job with another dropout. */
  public TrainingJob withDropout(float rate) {
    return new TrainingJob(
        start, samples, steps, batch, learningRate, rate, clipNorm, weightDecay, maxTokens, seed);
  }

  private static void require(boolean holds, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
