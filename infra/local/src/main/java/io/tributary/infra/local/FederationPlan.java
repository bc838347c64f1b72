package io.tributary.infra.local;

import io.tributary.infra.local.options.Baseline;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import java.util.List;
import java.util.Set;

/**
 * One federation of a run: FedRouter itself or a baseline.
 *
 * @param name prefix of its topics
 * @param label before its progress; empty for FedRouter
 * @param mode how its slots are grouped
 * @param clusters K; 0 to choose
 * @param slots local clusters of each client; 0 to choose
 * @param steps optimiser steps per slot and round
 */
record FederationPlan(String name, String label, Mode mode, int clusters, int slots, int steps) {
  boolean isFedRouter() {
    return label.isEmpty();
  }

  static FederationPlan fedRouter(LocalRunOptions options) {
    return new FederationPlan(
        options.federation(),
        "",
        Mode.TASKS,
        options.training.clusters,
        options.training.slots,
        options.training.steps);
  }

  /**
   * Returns the plan of a baseline, which trains one slot per client, for as many steps in total as
   * FedRouter did: its steps times the mean number of slots of its clients, rounded.
   *
   * @param clients of the run; other clients' announcements do not count
   */
  static FederationPlan baseline(
      Baseline baseline, LocalRunOptions options, FederationView view, Set<ClientId> clients) {
    List<SlotId> slots =
        view.slots().keySet().stream().filter(slot -> clients.contains(slot.client())).toList();
    long present = slots.stream().map(SlotId::client).distinct().count();
    double slotsPerClient = (double) slots.size() / Math.max(1, present);
    return new FederationPlan(
        options.federation() + "-" + baseline.label(),
        baseline.label() + " ",
        baseline.mode(),
        0,
        1,
        (int) Math.max(1, Math.round(options.training.steps * slotsPerClient)));
  }
}
