package io.tributary.schemas.spec;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * Counts a federation's rounds by its clusters' versions, for everyone alike. Where slots are
 * grouped by their text a round is a version; where they are grouped anew while the federation
 * runs, clusters begin and rest in between.
 *
 * @param settings how slots become clusters
 * @param state the newest
 * @param newest version of each cluster's adapter, 0 before the first
 */
public record RoundCounter(
    ClusteringSettings settings, ClusterState state, ToIntFunction<ClusterId> newest) {

  /** Rounds that are over for the members of a cluster. */
  public int over(ClusterId cluster) {
    if (settings.mode() == ClusteringSettings.Mode.LOSSES) {
      boolean all = state.clusters().stream().noneMatch(this::isUnderWay);
      return all ? state.round() + 1 : state.round();
    }
    return state.round() + newest.applyAsInt(cluster);
  }

  /**
   * Rounds that are over for the members of a cluster once there is a version with what was trained
   * from a base.
   *
   * @param base version, -1 if nothing was trained yet
   */
  public int overWith(ClusterId cluster, int base) {
    if (settings.mode() == ClusteringSettings.Mode.LOSSES) {
      return base >= due(cluster) - 1 ? state.round() + 1 : state.round();
    }
    return state.round() + base + 1;
  }

  /** Whether members of the cluster may begin a round from its newest version. */
  public boolean mayBegin(ClusterId cluster) {
    return asked(cluster).isEmpty()
        && (settings.mode() != ClusteringSettings.Mode.LOSSES
            || newest.applyAsInt(cluster) < due(cluster));
  }

  /**
   * The rounds of which the cluster's members are to say what they are to be grouped by, before
   * they begin another; empty if they need not.
   */
  public OptionalInt asked(ClusterId cluster) {
    int over = over(cluster);
    return switch (settings.mode()) {
      case LOSSES -> over > state.round() ? OptionalInt.of(over) : OptionalInt.empty();
      case UPDATES ->
          state.round() == 0 && over >= settings.regroupRound()
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
