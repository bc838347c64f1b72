package io.tributary.worker.method;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.id.ClusterId;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.state.SlotMemory;
import java.util.Optional;

/**
 * The state of a slot when a round begins.
 *
 * @param cluster that it belongs to
 * @param number completed rounds: the version of the cluster's adapter, where clusters stay
 * @param global W, the adapter that the cluster's members have in common, of the components that
 *     the client trains
 * @param rank components that the slot trains, 1..R, the first of the layout's
 * @param share of the slot's last update in that version, 0 if it contains none of it
 * @param contributors number of updates in the version
 * @param members slots of the cluster, at least as many as contributors
 * @param steps T, optimiser steps of the round
 * @param schedule learning rates of all rounds, at AdamW's scale
 * @param memory what the method kept of the slot's last round
 * @param given the start that the aggregator computed, of the components that the client trains;
 *     empty if there is none
 */
public record LocalRound(
    ClusterId cluster,
    int number,
    LoraAdapter global,
    int rank,
    double share,
    int contributors,
    int members,
    int steps,
    LearningRate schedule,
    SlotMemory memory,
    Optional<LoraAdapter> given) {
  /**
   * Creates a round of all components whose start the client computes, in a cluster all of whose
   * members contributed.
   */
  public LocalRound(
      ClusterId cluster,
      int number,
      LoraAdapter global,
      double share,
      int contributors,
      int steps,
      LearningRate schedule,
      SlotMemory memory) {
    this(
        cluster,
        number,
        global,
        global.layout().rank(),
        share,
        contributors,
        contributors,
        steps,
        schedule,
        memory,
        Optional.empty());
  }

  /** Returns the same round with another memory. */
  public LocalRound remembering(SlotMemory other) {
    return new LocalRound(
        cluster, number, global, rank, share, contributors, members, steps, schedule, other, given);
  }

  /** Returns whether the slot's last round was in another cluster, or there was none. */
  public boolean isFirstInCluster() {
    return memory.cluster().filter(cluster::equals).isEmpty();
  }

  /** Returns the learning rate that the schedule has for this round. */
  public float learningRate() {
    return schedule.at(number);
  }

  public int parameters() {
    return global.values().length;
  }
}
