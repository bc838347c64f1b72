package io.tributary.infra.experiment.plan;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One cell's run: a method's training with one seed.
 *
 * @param method which
 * @param settings with which it is made
 * @param seed of splits, initialisation, clustering and training
 */
public record RunPlan(MethodDefinition method, RunSettings settings, long seed) {
  /**
   * What tells trainings apart: all that can change an adapter. Methods that only deploy the same
   * training otherwise share it. Defaults do not count, so that runs stay valid when a later
   * program knows more settings.
   */
  public String trainingKey() {
    var key = new TreeMap<>(settings.chosen());
    key.put("seed", Long.toString(seed));
    key.put("grouping", method.grouping().name());
    key.put("by-slots", Boolean.toString(method.bySlots()));
    key.put("local-method", method.localMethod());
    key.put("merge", method.merge());
    key.put("step-share", Double.toString(method.stepShare()));
    key.put("trains", Boolean.toString(method.trains()));
    return Digests.ofText(key.toString());
  }

  /**
   * Numbers of the clients that ask but never train: spread evenly, so that others have trained on
   * their tasks wherever there are enough.
   */
  public Set<Integer> unseen() {
    int clients = settings.clients();
    int unseen = settings.unseen();
    var numbers = new TreeSet<Integer>();
    for (int i = 1; i <= unseen; i++) {
      numbers.add((int) ((long) i * clients / unseen) - 1);
    }
    return numbers;
  }

  /** Slots of a client that has them by task. */
  public int tasksOfAClient(int tasks) {
    return switch (settings.scenario()) {
      case SINGLE -> 1;
      case DUAL -> Math.min(2, tasks);
      case ALL -> tasks;
    };
  }

  /** Slots of a client: local clusters. */
  public int slots(int tasks) {
    return method.bySlots() ? tasksOfAClient(tasks) : 1;
  }

  /**
   * Optimiser steps of one training of a slot in a round, such that every method takes as many a
   * client in all.
   */
  public int steps(int tasks) {
    int total = settings.steps() * tasksOfAClient(tasks);
    return (int) Math.max(1, Math.round(total * method.stepShare() / slots(tasks)));
  }

  /** Global clusters, where they stand for tasks; 0 where the grouping says how many. */
  public int clusters(int tasks) {
    return switch (method.grouping()) {
      case TASKS, UPDATES, LOSSES -> tasks;
      case ONE, PER_CLIENT -> 0;
    };
  }

  /** Rounds after which slots are grouped by their updates, a quarter of all; 0 if never. */
  public int regroupRound() {
    return method.grouping() == Mode.UPDATES ? Math.max(1, settings.rounds() / 4) : 0;
  }
}
