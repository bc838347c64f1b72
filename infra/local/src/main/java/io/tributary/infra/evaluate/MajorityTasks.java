package io.tributary.infra.evaluate;

import io.tributary.infra.measure.cluster.ContingencyTable;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The task of each cluster: the one that most training rows of its slots belong to (the lowest name
 * on ties). Several clusters may have one task, and a task may have none.
 *
 * @param taskOf by cluster
 * @param rows of a task in a cluster
 */
public record MajorityTasks(
    SortedMap<ClusterId, String> taskOf, SortedMap<ClusterId, SortedMap<String, Long>> rows) {
  public MajorityTasks {
    taskOf = Collections.unmodifiableSortedMap(new TreeMap<>(taskOf));
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /**
   * Counts the training rows of each cluster by task and picks the task with the most.
   *
   * @param histograms training rows by task of every slot
   */
  public static MajorityTasks of(
      ClusterState state, Map<SlotId, SortedMap<String, Long>> histograms) {
    SortedMap<ClusterId, SortedMap<String, Long>> rows = new TreeMap<>();
    state
        .assignments()
        .forEach(
            (slot, cluster) ->
                histograms
                    .getOrDefault(slot, Collections.emptySortedMap())
                    .forEach(
                        (task, n) ->
                            rows.computeIfAbsent(cluster, c -> new TreeMap<>())
                                .merge(task, n, Long::sum)));
    SortedMap<ClusterId, String> taskOf = new TreeMap<>();
    rows.forEach((cluster, byTask) -> taskOf.put(cluster, most(byTask)));
    return new MajorityTasks(taskOf, rows);
  }

  /** Returns the share of training rows that belong to their cluster's task; NaN without rows. */
  public double purity() {
    return rows.isEmpty() ? Double.NaN : ContingencyTable.ofCounts(rows.values()).purity();
  }

  /** Returns the cluster that an oracle sends a task's rows to: the one with most of its rows. */
  public Optional<ClusterId> clusterFor(String task) {
    ClusterId best = null;
    long most = 0;
    for (Map.Entry<ClusterId, SortedMap<String, Long>> cluster : rows.entrySet()) {
      long n = cluster.getValue().getOrDefault(task, 0L);
      boolean standsFor = taskOf.get(cluster.getKey()).equals(task);
      if (standsFor && n > most) {
        best = cluster.getKey();
        most = n;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String most(SortedMap<String, Long> byTask) {
    String best = byTask.firstKey();
    for (Map.Entry<String, Long> entry : byTask.entrySet()) {
      if (entry.getValue() > byTask.get(best)) {
        best = entry.getKey();
      }
    }
    return best;
  }
}
