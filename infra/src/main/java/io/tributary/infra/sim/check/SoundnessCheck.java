package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;
import static io.tributary.infra.sim.check.InvariantBroken.requireEqual;

import io.tributary.aggregation.gate.Weight;
import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.event.WindowSettings;
import io.tributary.schemas.event.WindowSettings.Weighting;

/**
 * What counts is sound, and counts as much as its manifest says.
 *
 * @param spec of the federation
 */
record SoundnessCheck(FederationSpec spec) {
  /** The aggregator adds squares in another order. */
  private static final double NORM_TOLERANCE = 1e-9;

  /** Everything that does not depend on other updates. */
  void check(Accepted accepted, boolean released) {
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
        manifest.samples() >= 1 && manifest.samples() <= Weight.MAX_SAMPLES,
        id + "'s samples",
        "1.." + Weight.MAX_SAMPLES,
        manifest.samples());
    int staleness = entry.version() - 1 - manifest.base().version();
    check(entry.staleness() == staleness, id + "'s staleness", staleness, entry.staleness());
    check(
        staleness >= 0 && (released || staleness <= window.maxStaleness()),
        id + "'s staleness",
        "0.." + window.maxStaleness(),
        staleness);
    long weight = Math.round(units(manifest) * window.staleness().at(staleness));
    check(entry.weight() == weight, id + "'s weight", weight, entry.weight());
    double norm = norm(accepted.payload());
    check(
        Math.abs(entry.norm() - norm) <= NORM_TOLERANCE * norm, id + "'s norm", norm, entry.norm());
    double most = window.norms().max() > 0 ? window.norms().max() : Double.POSITIVE_INFINITY;
    check(released || entry.norm() <= most, id + "'s norm", "<= " + most, entry.norm());
  }

  /** A version says of its updates what the ledger said. */
  void check(Accepted accepted, Contribution said) {
    LedgerEntry entry = accepted.entry();
    requireEqual(
        Invariant.VERSION_HOLDS_ITS_UPDATES,
        "contribution of " + entry.update() + " to version " + entry.version(),
        contribution(accepted),
        said);
  }

  /** How an update counts, by its entry and its manifest. */
  Contribution contribution(Accepted accepted) {
    UpdateManifest manifest = accepted.manifest();
    LedgerEntry entry = accepted.entry();
    return new Contribution(
        entry.update(),
        entry.weight(),
        entry.clip(),
        entry.staleness(),
        units(manifest),
        manifest.rank(),
        manifest.productNorm());
  }

  private long units(UpdateManifest manifest) {
    return spec.window().weighting() == Weighting.UNIFORM
        ? Weight.UNITS
        : manifest.samples() * Weight.UNITS;
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
