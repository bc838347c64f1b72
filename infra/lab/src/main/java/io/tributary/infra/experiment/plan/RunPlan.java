package io.tributary.infra.experiment.plan;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One cell's run: a method's training with one seed.
 *
 * @param method of the run
 * @param settings of the run
 * @param seed of splits, initialisation, clustering and training
 */
public record RunPlan(MethodDefinition method, RunSettings settings, long seed) {
  /**
   * Returns the key of a training, which contains everything that can change an adapter. Methods
   * that only deploy the same training differently share it. Defaults do not count, so that runs
   * stay valid when a later program has more settings.
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
   * Returns the numbers of the clients that ask but never train: spread evenly, so that others have
   * trained on their tasks wherever there are enough.
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

  /** Returns the number of slots of a client that has one per task. */
  public int tasksOfAClient(int tasks) {
    return switch (settings.scenario()) {
      case SINGLE -> 1;
      case DUAL -> Math.min(2, tasks);
      case ALL -> tasks;
    };
  }

  /** Returns the number of slots of a client (local clusters). */
  public int slots(int tasks) {
    return method.bySlots() ? tasksOfAClient(tasks) : 1;
  }

  /**
   * Returns the optimiser steps of one training of a slot in a round, such that every method takes
   * the same number per client in all.
   */
  public int steps(int tasks) {
    int total = settings.steps() * tasksOfAClient(tasks);
    return (int) Math.max(1, Math.round(total * method.stepShare() / slots(tasks)));
  }

  /**
   * Returns the number of global clusters, where they are tasks; 0 where the grouping determines
   * it.
   */
  public int clusters(int tasks) {
    return switch (method.grouping()) {
      case TASKS, UPDATES, LOSSES -> tasks;
      case ONE, PER_CLIENT -> 0;
    };
  }

  /**
   * Returns the rounds after which slots are grouped by their updates, a quarter of all; 0 if
   * never.
   */
  public int regroupRound() {
    return method.grouping() == Mode.UPDATES ? Math.max(1, settings.rounds() / 4) : 0;
  }
}
