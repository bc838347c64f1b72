package io.tributary.schemas.spec;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * Counts a federation's rounds by the versions of its clusters, so that all parties count alike.
 * Where slots are grouped by their text, each version is a round. Where slots are grouped anew
 * while the federation runs, rounds are counted across clusterings.
 *
 * @param settings how slots become clusters
 * @param state the newest cluster state
 * @param newest returns the newest version of each cluster's adapter, 0 before the first
 */
public record RoundCounter(
    ClusteringSettings settings, ClusterState state, ToIntFunction<ClusterId> newest) {

  /** Number of rounds that the members of a cluster have completed. */
  public int completed(ClusterId cluster) {
    if (settings.mode() == ClusteringSettings.Mode.LOSSES) {
      boolean all = state.clusters().stream().noneMatch(this::isUnderWay);
      return all ? state.round() + 1 : state.round();
    }
    return state.round() + newest.applyAsInt(cluster);
  }

  /**
   * Number of rounds that the members of a cluster have completed once there is a version with what
   * was trained from a base.
   *
   * @param base version, -1 if nothing was trained yet
   */
  public int completedAfter(ClusterId cluster, int base) {
    if (settings.mode() == ClusteringSettings.Mode.LOSSES) {
      return base >= due(cluster) - 1 ? state.round() + 1 : state.round();
    }
    return state.round() + base + 1;
  }

  /** Whether members of the cluster may train a round from its newest version. */
  public boolean mayTrain(ClusterId cluster) {
    return awaitedReport(cluster).isEmpty()
        && (settings.mode() != ClusteringSettings.Mode.LOSSES
            || newest.applyAsInt(cluster) < due(cluster));
  }

  /**
   * The round whose grouping signal the cluster's members are to report before they train another;
   * empty if none is awaited.
   */
  public OptionalInt awaitedReport(ClusterId cluster) {
    int completed = completed(cluster);
    return switch (settings.mode()) {
      case LOSSES -> completed > state.round() ? OptionalInt.of(completed) : OptionalInt.empty();
      case UPDATES ->
          state.round() == 0 && completed >= settings.regroupRound()
              ? OptionalInt.of(settings.regroupRound())
              : OptionalInt.empty();
      case TASKS, ONE, PER_CLIENT -> OptionalInt.empty();
    };
  }

  private boolean isUnderWay(ClusterCentroid cluster) {
    return newest.applyAsInt(cluster.id()) < cluster.due();
  }

  private int due(ClusterId cluster) {
    return state.clusters().stream()
        .filter(one -> one.id().equals(cluster))
        .findFirst()
        .orElseThrow()
        .due();
  }
}
