package io.tributary.router.route;

import io.tributary.schemas.adapter.AdapterVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which adapter serves one request, and why.
 *
 * @param adapter the version that serves; empty means the frozen base model
 * @param epoch the clustering epoch in which it was decided
 * @param score cosine similarity of the embedding and the chosen centroid, in -1..1; absent when
 *     pinned
 * @param margin by how much the runner-up's centroid is farther away (Euclidean, >= 0); absent when
 *     pinned or without a runner-up
 * @param kind how it came about
 * @param reason why
 * @param alternatives the other clusters that were considered, nearest first
 */
public record Decision(
    Optional<AdapterVersion> adapter,
    int epoch,
    OptionalDouble score,
    OptionalDouble margin,
    Kind kind,
    ReasonCode reason,
    List<Candidate> alternatives) {

  /** How a decision came about. */
  public enum Kind {
    /** By distance, as asked. */
    ROUTED,
    /** The caller chose. */
    PINNED,
    /** By distance, but not among the clusters that were asked for. */
    FALLBACK;

    /** The name in answers and metrics. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Decision {
    alternatives = List.copyOf(alternatives);
  }

  /** The caller named an adapter. */
  public static Decision pinned(AdapterVersion adapter, int epoch) {
    return pinned(Optional.of(adapter), epoch, ReasonCode.ADAPTER_PINNED);
  }

  /** The caller asked for the frozen base model. */
  public static Decision base(int epoch) {
    return pinned(Optional.empty(), epoch, ReasonCode.BASE_PINNED);
  }

  private static Decision pinned(Optional<AdapterVersion> adapter, int epoch, ReasonCode reason) {
    OptionalDouble none = OptionalDouble.empty();
    return new Decision(adapter, epoch, none, none, Kind.PINNED, reason, List.of());
  }
}
