package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;

import io.tributary.aggregation.gate.SampleWeight;
import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.update.UpdateManifest;

/**
 * Checks that an update that counts is sound, and counts as much as its manifest claims.
 *
 * @param spec of the federation
 */
record AcceptedUpdateCheck(FederationSpec spec) {
  /** The tolerance for norms, because the aggregator adds squares in another order. */
  private static final double NORM_TOLERANCE = 1e-9;

  /** The largest number of slots that may share a window, far more than there are. */
  private static final int MOST_SLOTS = 2_000;

  /** Checks everything that does not depend on other updates. */
  void check(CountedUpdate accepted, boolean released) {
    UpdateManifest manifest = accepted.manifest();
    LedgerEntry entry = accepted.entry();
    String id = manifest.id().toString();
    WindowSettings window = spec.window();
    check(requireSound(accepted.payload()), id + "'s values", "finite, within 8", "not");
    check(
        Digests.matches(manifest.layoutDigest(), spec.layout().fullDigest()),
        id + "'s layout",
        spec.layout().digest(),
        manifest.layoutDigest());
    check(
        manifest.samples() >= 1 && manifest.samples() <= SampleWeight.MAX_SAMPLES,
        id + "'s samples",
        "1.." + SampleWeight.MAX_SAMPLES,
        manifest.samples());
    int staleness = entry.version() - 1 - manifest.base().version();
    check(entry.staleness() == staleness, id + "'s staleness", staleness, entry.staleness());
    check(
        staleness >= 0 && (released || staleness <= window.maxStaleness()),
        id + "'s staleness",
        "0.." + window.maxStaleness(),
        staleness);
    long weight = Math.round(units(manifest, entry) * window.staleness().at(staleness));
    check(entry.weight() == weight, id + "'s weight", weight, entry.weight());
    double norm = norm(accepted.payload());
    check(
        Math.abs(entry.norm() - norm) <= NORM_TOLERANCE * norm, id + "'s norm", norm, entry.norm());
    double most = window.norms().max() > 0 ? window.norms().max() : Double.POSITIVE_INFINITY;
    check(released || entry.norm() <= most, id + "'s norm", "<= " + most, entry.norm());
  }

  /** Returns how an update counts, by its entry and its manifest. */
  Contribution contribution(CountedUpdate accepted) {
    UpdateManifest manifest = accepted.manifest();
    LedgerEntry entry = accepted.entry();
    return new Contribution(
        entry.update(),
        entry.weight(),
        entry.clip(),
        entry.staleness(),
        units(manifest, entry),
        manifest.rank(),
        manifest.productNorm());
  }

  /**
   * Returns the claimed units or, where no slot may fill a window, the part of a slot among some.
   */
  private long units(UpdateManifest manifest, LedgerEntry entry) {
    WindowSettings window = spec.window();
    long claimed =
        window.weighting() == Weighting.UNIFORM
            ? SampleWeight.UNITS
            : manifest.samples() * SampleWeight.UNITS;
    if (!window.weights().announced()) {
      return claimed;
    }
    double discount = window.staleness().at(entry.staleness());
    for (int slots = 1; slots <= MOST_SLOTS; slots++) {
      long part = Math.min(claimed, Integer.MAX_VALUE / 10 / slots);
      if (entry.weight() == Math.round(part * discount)) {
        return part;
      }
    }
    return claimed;
  }

  private static void check(boolean holds, String thing, Object expected, Object actual) {
    require(holds, Invariant.ACCEPTED_IS_SOUND, thing, expected, actual);
  }

  private static boolean requireSound(float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= FixedPointSum.MAX_MAGNITUDE)) {
        return false;
      }
    }
    return true;
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
