package io.tributary.worker.slot;

import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.optimise.LearningRate;
import java.util.List;

/**
 * How a worker clusters and trains.
 *
 * @param slots J_i, or 0 to choose it
 * @param rounds trains from versions below this; 0 for ever
 * @param steps optimiser steps per update
 * @param batch rows per step
 * @param method what a round is
 * @param learningRate of each round
 * @param dropout on the adapters' inputs
 * @param withInstructions whether instructions are part of the text
 * @param mostRows kept in every slot while its file grows
 * @param maxTokens longer texts are cut
 * @param ranks components that clients train, from the first, dealt to them in turn; 0: all of the
 *     federation's
 * @param seed of clustering and training
 */
public record WorkerSettings(
    int slots,
    int rounds,
    int steps,
    int batch,
    LocalMethod method,
    LearningRate learningRate,
    float dropout,
    boolean withInstructions,
    int mostRows,
    int maxTokens,
    List<Integer> ranks,
    long seed) {
  /** Slots at most when their number is chosen. */
  static final int MOST_SLOTS = 8;

  public WorkerSettings {
    if (rounds < 0) {
      throw new IllegalArgumentException("rounds must be >= 0 (0: for ever), was " + rounds);
    }
    if (steps < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "steps and batch must be >= 1, were " + steps + " and " + batch);
    }
    ranks = List.copyOf(ranks);
    if (ranks.isEmpty() || ranks.stream().anyMatch(rank -> rank < 0)) {
      throw new IllegalArgumentException(
          "ranks must be one or more, each >= 0 (0: all of the federation's), were " + ranks);
    }
  }

  /** The same until another round. */
  public WorkerSettings withRounds(int last) {
    return new WorkerSettings(
        slots,
        last,
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
  public int rankOf(int client) {
    return ranks.get(client % ranks.size());
  }
}
