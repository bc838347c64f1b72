package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.AdapterVersions;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.SlotStatus;
import io.tributary.schemas.event.ClusterCentroid;
import java.util.List;

/**
 * One cluster of the newest clustering.
 *
 * @param epoch of that clustering
 * @param radius largest distance of a member's centroid to the cluster's
 * @param samples rows of all members
 * @param adapter its newest version; empty before the first
 * @param window number of the open one
 * @param updatesInWindow number of updates in the open window
 * @param doubts why it may not be one task, one sentence each; empty if there is no doubt
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClusterRow(
    String cluster,
    int epoch,
    double radius,
    long samples,
    String adapter,
    int window,
    int updatesInWindow,
    List<String> doubts,
    List<SlotRow> members) {
  /** The column heads of the table of clusters. */
  public static final List<String> HEAD =
      List.of("cluster", "members", "samples", "radius", "newest adapter", "open window");

  /**
   * Makes a cluster's row: its members, its newest version and its open window.
   *
   * @param doubts of it
   */
  public static ClusterRow of(
      MembershipIndex membershipIndex,
      AdapterVersions adapters,
      ClusterCentroid cluster,
      int epoch,
      List<String> doubts) {
    List<SlotStatus> members = membershipIndex.membersOf(cluster.id());
    int version =
        adapters
            .newest(cluster.id())
            .map(manifest -> manifest.value().version().version())
            .orElse(0);
    return new ClusterRow(
        cluster.id().toString(),
        epoch,
        cluster.radius(),
        members.stream().mapToLong(SlotStatus::samples).sum(),
        adapters.newest(cluster.id()).map(manifest -> manifest.value().version().name()).orElse(""),
        version + 1,
        membershipIndex.updatesInWindow(cluster.id(), version + 1),
        List.copyOf(doubts),
        members.stream().map(SlotRow::of).toList());
  }

  /** Returns the cells of a table. */
  public List<String> cells() {
    return List.of(
        cluster,
        Integer.toString(members.size()),
        Long.toString(samples),
        NumberText.of(radius),
        adapter.isEmpty() ? "none yet" : adapter,
        window + ": " + NumberText.count(updatesInWindow, "update") + " so far");
  }
}
