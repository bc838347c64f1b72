package io.tributary.aggregation.gate;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.RejectReason;
import java.util.Optional;

/** Checks the chunks' bytes as the merge tasks inspected them. */
final class ChunkRules {
  private ChunkRules() {}

  static Optional<Rejection> flawless(CandidateUpdate candidate) {
    return candidate.chunks().stream()
        .filter(chunk -> chunk.flaw() != RejectReason.NONE)
        .findFirst()
        .map(
            chunk -> new Rejection(chunk.flaw(), "chunk " + chunk.index() + ": " + chunk.detail()));
  }

  static Optional<Rejection> announced(CandidateUpdate candidate) {
    var digests = candidate.manifest().chunkDigests();
    return candidate.chunks().stream()
        .filter(chunk -> !Digests.matches(chunk.digest(), digests.get(chunk.index())))
        .findFirst()
        .map(
            chunk ->
                new Rejection(
                    RejectReason.CHUNK_DIGEST,
                    "digest of chunk "
                        + chunk.index()
                        + " must be "
                        + digests.get(chunk.index())
                        + " as in the manifest, was "
                        + chunk.digest()));
  }
}
