package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.Optional;

/** Bounds how large an update may be, by its measured norm and not by the claimed one. */
record NormRules(WindowSettings window) {

  Optional<Rejection> bounded(CandidateUpdate candidate) {
    NormSettings norms = window.norms();
    double norm = candidate.norm();
    if (norms.max() > 0 && norm > norms.max()) {
      return tooLarge(norm, norms.max() + " (window.max-norm)");
    }
    if (norms.boundFactor() > 0 && candidate.usualNorm().isPresent()) {
      double usual = candidate.usualNorm().getAsDouble();
      double bound = norms.boundFactor() * usual;
      if (norm > bound) {
        return tooLarge(
            norm, bound + ", " + norms.boundFactor() + " times the cluster's usual " + usual);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns min(1, bound / ||u||) for the smaller of the fixed bound and, unless that one applies
   * at the window's close, the bound by the usual norm.
   */
  double clip(CandidateUpdate candidate) {
    double bound = Double.POSITIVE_INFINITY;
    if (window.clipNorm() > 0) {
      bound = window.clipNorm();
    }
    NormSettings settings = window.norms();
    if (settings.clipFactor() > 0 && !settings.atClose() && candidate.usualNorm().isPresent()) {
      bound = Math.min(bound, settings.clipFactor() * candidate.usualNorm().getAsDouble());
    }
    double norm = candidate.norm();
    return norm > bound ? bound / norm : 1;
  }

  private static Optional<Rejection> tooLarge(double norm, String bound) {
    return Optional.of(
        new Rejection(
            RejectReason.NORM_BOUND,
            "norm must be <= "
                + bound
                + ", was "
                + norm
                + ": lower the learning rate or the number of steps"));
  }
}
