package io.tributary.worker.slot;

import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.optimise.LearningRate;
import java.util.List;
import java.util.OptionalInt;

/**
 * The settings of a worker's clustering and training.
 *
 * @param slots J_i; empty to choose it
 * @param rounds trains from versions below this; empty: for ever
 * @param steps optimiser steps per update
 * @param batch rows per step
 * @param method the local method
 * @param learningRate of each round
 * @param dropout on the adapters' inputs
 * @param withInstructions whether instructions are part of the text
 * @param mostRows kept in every slot while its file grows
 * @param maxTokens longer texts are cut
 * @param ranks components that clients train, from the first, dealt to them in turn; empty: all of
 *     the federation's
 * @param seed of clustering and training
 */
public record WorkerSettings(
    OptionalInt slots,
    OptionalInt rounds,
    int steps,
    int batch,
    LocalMethod method,
    LearningRate learningRate,
    float dropout,
    boolean withInstructions,
    int mostRows,
    int maxTokens,
    List<OptionalInt> ranks,
    long seed) {
  /** The largest number of slots when it is chosen. */
  static final int MOST_SLOTS = 8;

  public WorkerSettings {
    if (rounds.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "rounds must be >= 0 (0: for ever), was " + rounds.getAsInt());
    }
    if (steps < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "steps and batch must be >= 1, were " + steps + " and " + batch);
    }
    ranks = List.copyOf(ranks);
    if (ranks.isEmpty() || ranks.stream().anyMatch(rank -> rank.orElse(0) < 0)) {
      throw new IllegalArgumentException(
          "ranks must be one or more, each >= 0 (0: all of the federation's), were "
              + ranks.stream().map(rank -> rank.orElse(0)).toList());
    }
  }

  /** Returns these settings with another last round; 0: for ever. */
  public WorkerSettings withRounds(int last) {
    return new WorkerSettings(
        slots,
        ZeroSentinel.of(last),
        steps,
        batch,
        method,
        learningRate,
        dropout,
        withInstructions,
        mostRows,
        maxTokens,
        ranks,
        seed);
  }

  /** The rank of a client, by its place among those of this process. */
  public OptionalInt rankOf(int client) {
    return ranks.get(client % ranks.size());
  }
}
