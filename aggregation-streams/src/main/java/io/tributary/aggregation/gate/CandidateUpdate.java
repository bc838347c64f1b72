package io.tributary.aggregation.gate;

import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A complete update with what its cluster's ledger knows at the moment of decision.
 *
 * @param manifest as it arrived
 * @param recordTime of the manifest's record
 * @param chunks one inspection per chunk, in index order
 * @param windowVersion the version that the accepting window will produce
 * @param currentVersion newest published version, 0 before any
 * @param digests of the versions that may serve as base, by version
 * @param windowUnits undiscounted weight units that the accepting window already has
 * @param usualNorm usual norm of the cluster's updates, empty until it is known
 * @param released whether an operator released it, so that rules which operators may override do
 *     not apply
 * @param sharers number of slots that may contribute to the accepting window, as far as is known:
 *     at least as many as do once this update counts
 */
public record CandidateUpdate(
    UpdateManifest manifest,
    Instant recordTime,
    List<ChunkInspected> chunks,
    int windowVersion,
    int currentVersion,
    Map<Integer, String> digests,
    long windowUnits,
    OptionalDouble usualNorm,
    boolean released,
    int sharers) {
  public CandidateUpdate {
    chunks = List.copyOf(chunks);
  }

  /** Creates a candidate for rules that do not depend on the other contributors. */
  public CandidateUpdate(
      UpdateManifest manifest,
      Instant recordTime,
      List<ChunkInspected> chunks,
      int windowVersion,
      int currentVersion,
      Map<Integer, String> digests,
      long windowUnits,
      OptionalDouble usualNorm,
      boolean released) {
    this(
        manifest,
        recordTime,
        chunks,
        windowVersion,
        currentVersion,
        digests,
        windowUnits,
        usualNorm,
        released,
        1);
  }

  /**
   * tau, versions that the base lags behind the accepting window's base (ALGORITHMS.md,
   * "Staleness").
   */
  public int staleness() {
    return windowVersion - 1 - manifest.base().version();
  }

  /** Returns the L2 norm of the payload. */
  public double norm() {
    return PayloadNorm.of(chunks);
  }
}
