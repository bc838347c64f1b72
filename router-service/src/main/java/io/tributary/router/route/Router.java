package io.tributary.router.route;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Routes to one adapter (hard top-1 routing; ALGORITHMS.md, "Routing"): the cluster whose centroid
 * is nearest in Euclidean distance, the lowest index on ties. Centroids are means of unit vectors
 * and so shorter than 1, which is why the cosine (the score) need not order them as the distance
 * does.
 */
public final class Router {
  private Router() {}

  /**
   * Decides which adapter serves an embedding.
   *
   * @param embedding float[h], unit length
   * @param client required in {@link RoutingMode#LOCAL}; a client that has no cluster falls back to
   *     all of them
   * @throws IllegalArgumentException if the embedding's length is not the table's, a number in it
   *     is not finite, or local mode has no client
   */
  public static RoutingDecision route(
      float[] embedding, RoutingTable table, RoutingMode mode, Optional<ClientId> client) {
    requireUsable(embedding, table.dimension());
    if (mode == RoutingMode.GLOBAL) {
      return nearest(
          embedding, table, Set.of(), RoutingDecision.Kind.ROUTED, RoutingReason.NEAREST_CENTROID);
    }
    ClientId owner =
        client.orElseThrow(
            () -> new IllegalArgumentException("mode local must come with a client, had none"));
    Set<ClusterId> own = table.clustersOf(owner);
    own.retainAll(table.serving().keySet());
    if (own.isEmpty()) {
      return nearest(
          embedding,
          table,
          Set.of(),
          RoutingDecision.Kind.FALLBACK,
          RoutingReason.CLIENT_WITHOUT_CLUSTER);
    }
    return nearest(
        embedding, table, own, RoutingDecision.Kind.ROUTED, RoutingReason.NEAREST_OWN_CENTROID);
  }

  /** Decides by distance; an empty {@code among} stands for all clusters. */
  private static RoutingDecision nearest(
      float[] embedding,
      RoutingTable table,
      Set<ClusterId> among,
      RoutingDecision.Kind kind,
      RoutingReason reason) {
    var seen = new ArrayList<Seen>(table.state().clusters().size());
    for (ClusterCentroid cluster : table.state().clusters()) {
      if (among.isEmpty() || among.contains(cluster.id())) {
        seen.add(new Seen(cluster, VectorGeometry.squaredDistance(embedding, cluster.centroid())));
      }
    }
    // Squares are compared, as in k-means, because roots of different squares can be equal. The
    // sort is stable, so equal distances stay in the order of the clusters and the lowest index
    // wins.
    seen.sort(Comparator.comparingDouble(Seen::squaredDistance));
    List<CandidateCluster> candidates =
        seen.stream().map(s -> candidate(embedding, s, table)).toList();
    CandidateCluster winner = candidates.get(0);
    List<CandidateCluster> others = candidates.subList(1, candidates.size());
    return new RoutingDecision(
        Optional.of(winner.adapter()),
        table.state().epoch(),
        OptionalDouble.of(winner.score()),
        others.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(others.get(0).distance() - winner.distance()),
        kind,
        reason,
        others);
  }

  private record Seen(ClusterCentroid cluster, double squaredDistance) {}

  private static CandidateCluster candidate(float[] embedding, Seen seen, RoutingTable table) {
    return new CandidateCluster(
        table.serving().get(seen.cluster().id()),
        Math.sqrt(seen.squaredDistance()),
        cosine(embedding, seen.cluster().centroid()));
  }

  /** Returns the cosine, or 0 if either vector is zero. */
  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
  }

  private static void requireUsable(float[] embedding, int dimension) {
    if (embedding.length != dimension) {
      throw new IllegalArgumentException(
          "embedding must have " + dimension + " numbers, had " + embedding.length);
    }
    for (int i = 0; i < embedding.length; i++) {
      if (!Float.isFinite(embedding[i])) {
        throw new IllegalArgumentException(
            "embedding must be finite, was " + embedding[i] + " at index " + i);
      }
    }
  }
}
