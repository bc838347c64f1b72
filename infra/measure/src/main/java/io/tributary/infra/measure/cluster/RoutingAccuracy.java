package io.tributary.infra.measure.cluster;

import io.tributary.infra.measure.Require;
import java.util.List;
import java.util.Map;

/** Computes the share of rows that a router sends to a cluster of their task. */
public final class RoutingAccuracy {
  private RoutingAccuracy() {}

  /**
   * Returns the accuracy. A row that was sent nowhere, or to a cluster without a task, is wrong.
   *
   * @param tasks the true task of every row, at least one row
   * @param clusters the cluster that every row was sent to; any value that is no key of {@code
   *     taskOf} for nowhere
   * @param taskOf the task of a cluster, such as that of the majority of its training rows
   * @param <C> names clusters
   * @throws IllegalArgumentException if there is no row, or the lists differ in length
   */
  public static <C> double of(List<String> tasks, List<C> clusters, Map<C, String> taskOf) {
    Require.sameSize("tasks", tasks.size(), "clusters", clusters.size());
    Require.atLeast(1, "number of routed rows", tasks.size(), "route some rows first");
    int right = 0;
    for (int row = 0; row < tasks.size(); row++) {
      if (tasks.get(row).equals(taskOf.get(clusters.get(row)))) {
        right++;
      }
    }
    return (double) right / tasks.size();
  }
}
