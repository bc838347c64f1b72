package io.tributary.router.route;

import io.tributary.schemas.adapter.AdapterVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The adapter that serves one request, with the reason.
 *
 * @param adapter the version that serves; empty means the frozen base model
 * @param epoch the clustering epoch in which it was decided
 * @param score cosine similarity of the embedding and the chosen centroid, in -1..1; absent when
 *     pinned
 * @param margin by how much the runner-up's centroid is farther away (Euclidean, >= 0); absent when
 *     pinned or without a runner-up
 * @param kind way in which it was decided
 * @param reason machine-readable reason
 * @param alternatives the other clusters that were considered, nearest first
 */
public record RoutingDecision(
    Optional<AdapterVersion> adapter,
    int epoch,
    OptionalDouble score,
    OptionalDouble margin,
    Kind kind,
    RoutingReason reason,
    List<CandidateCluster> alternatives) {

  /** The way in which a decision was made. */
  public enum Kind {
    /** The router decided by distance, as asked. */
    ROUTED,
    /** The caller named the adapter. */
    PINNED,
    /** The router decided by distance, but not among the clusters that were asked for. */
    FALLBACK;

    /** Returns the name in answers and metrics. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RoutingDecision {
    alternatives = List.copyOf(alternatives);
  }

  /** Returns the decision for an adapter that the caller named. */
  public static RoutingDecision pinned(AdapterVersion adapter, int epoch) {
    return pinned(Optional.of(adapter), epoch, RoutingReason.ADAPTER_PINNED);
  }

  /** Returns the decision for the frozen base model, which the caller asked for. */
  public static RoutingDecision base(int epoch) {
    return pinned(Optional.empty(), epoch, RoutingReason.BASE_PINNED);
  }

  private static RoutingDecision pinned(
      Optional<AdapterVersion> adapter, int epoch, RoutingReason reason) {
    OptionalDouble none = OptionalDouble.empty();
    return new RoutingDecision(adapter, epoch, none, none, Kind.PINNED, reason, List.of());
  }
}
