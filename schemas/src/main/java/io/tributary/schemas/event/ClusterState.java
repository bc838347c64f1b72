package io.tributary.schemas.event;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All global clusters with their members: one record, one epoch (topic {@code cluster-state}).
 *
 * @param epoch counts clusterings from 1; centroids change only with it
 * @param revision counts records from 1; assignments may change within an epoch
 * @param baseModel id of the model in whose embedding space the centroids are
 * @param clusters in the order of their ids
 * @param assignments asg(s) of every slot that has a cluster
 * @param parked slots too far from every cluster
 * @param decidedAt stream time
 * @param round rounds that were completed when slots were last grouped by their signals; 0 if they
 *     never were
 */
public record ClusterState(
    int epoch,
    long revision,
    String baseModel,
    List<ClusterCentroid> clusters,
    SortedMap<SlotId, ClusterId> assignments,
    Set<SlotId> parked,
    Instant decidedAt,
    int round) {
  /** The key of the only record in the topic. */
  public static final String KEY = "clusters";

  /** Creates the state of slots that are grouped by their text alone. */
  public ClusterState(
      int epoch,
      long revision,
      String baseModel,
      List<ClusterCentroid> clusters,
      SortedMap<SlotId, ClusterId> assignments,
      Set<SlotId> parked,
      Instant decidedAt) {
    this(epoch, revision, baseModel, clusters, assignments, parked, decidedAt, 0);
  }

  public ClusterState {
    decidedAt = RecordBounds.time(decidedAt);
    clusters = List.copyOf(clusters);
    assignments = Collections.unmodifiableSortedMap(new TreeMap<>(assignments));
    parked = Collections.unmodifiableSet(new TreeSet<>(parked));
    IdBounds.number("cluster state epoch", 1, epoch);
    IdBounds.count("cluster state revision", 1, revision);
    IdBounds.number("cluster state round", 0, round);
  }

  /** Returns the slot's cluster, or empty while the slot is unknown or parked. */
  public Optional<ClusterId> clusterOf(SlotId slot) {
    return Optional.ofNullable(assignments.get(slot));
  }
}
