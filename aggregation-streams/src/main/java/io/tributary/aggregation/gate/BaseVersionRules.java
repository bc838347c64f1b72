package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.WindowSettings;
import java.util.Optional;

/** Checks the version that the update's training started from. */
record BaseVersionRules(WindowSettings window) {

  Optional<Rejection> published(CandidateUpdate candidate) {
    int base = candidate.manifest().base().version();
    return base <= candidate.currentVersion()
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.UNKNOWN_BASE_VERSION,
                "base version must be <= the published "
                    + candidate.currentVersion()
                    + ", was "
                    + base));
  }

  Optional<Rejection> fresh(CandidateUpdate candidate) {
    int staleness = candidate.staleness();
    return staleness <= window.maxStaleness()
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.STALE_BASE,
                "staleness must be <= "
                    + window.maxStaleness()
                    + " versions, was "
                    + staleness
                    + ": fetch version "
                    + candidate.currentVersion()
                    + " and train from it"));
  }

  /**
   * Checks the digest of the base. The digest of a base that is too old is forgotten; an operator
   * may accept such an update.
   */
  Optional<Rejection> sameBytes(CandidateUpdate candidate) {
    var base = candidate.manifest().base();
    String published = candidate.digests().get(base.version());
    return base.digest().equals(published) || (published == null && candidate.released())
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.WRONG_BASE_DIGEST,
                "base digest of version "
                    + base.version()
                    + " must be "
                    + published
                    + ", was "
                    + base.digest()));
  }
}
