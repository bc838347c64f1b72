package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;
import static io.tributary.infra.sim.check.InvariantBroken.requireEqual;

import io.tributary.infra.sim.reference.NaiveLimits;
import io.tributary.infra.sim.reference.NaiveLimits.Update;
import io.tributary.infra.sim.reference.ReferenceMerge.Given;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks that a closed window's updates count as they were accepted, or as was logged when it
 * closed, and that this is the result of the limits.
 */
record WindowLimitsCheck(LedgerCheck ledger, AcceptedUpdateCheck soundness) {

  /**
   * Returns how the updates of a window count, in the order of their ids.
   *
   * @param window all that it accepted
   * @param before state of the cluster before this version; the window's norms are added to it
   */
  List<Given> counted(
      AdapterManifest manifest, Map<UpdateId, CountedUpdate> window, ClusterVersions before) {
    ClusterId cluster = manifest.version().cluster();
    Map<UpdateId, Contribution> said = new TreeMap<>();
    manifest.contributions().forEach(part -> said.put(part.update(), part));
    List<Update> updates =
        window.values().stream().map(one -> update(cluster, one, before)).toList();
    boolean limits = before.limits.apply();
    var clips = new TreeMap<UpdateId, Double>();
    var given = new ArrayList<Given>();
    for (Update update : updates) {
      UpdateId id = update.accepted().update();
      Contribution expected = limits ? before.limits.expected(update, updates) : update.accepted();
      Contribution counts =
          counts(ledger.limited(cluster, id), update.accepted(), expected, said.get(id));
      require(
          limits ? NaiveLimits.near(expected, counts) : counts.equals(expected),
          Invariant.VERSION_HOLDS_ITS_UPDATES,
          "what " + id + " counts in " + manifest.key(),
          expected,
          counts);
      clips.put(id, counts.clip());
      given.add(new Given(counts, window.get(id).payload(), update.norm()));
    }
    before.norms.closed(
        limits
            ? before.limits.taught(updates, update -> clips.get(update.accepted().update()))
            : updates.stream().map(Update::norm).filter(norm -> norm > 0).toList());
    said.keySet().forEach(id -> before.contributed.merge(id.slot(), 1, Integer::sum));
    return given;
  }

  private Update update(ClusterId cluster, CountedUpdate accepted, ClusterVersions before) {
    UpdateId id = accepted.entry().update();
    boolean released = ledger.wasReleased(cluster, id);
    int versions = before.contributed.getOrDefault(id.slot(), 0);
    return new Update(
        soundness.contribution(accepted),
        released ? 0 : accepted.entry().norm(),
        versions < soundness.spec().window().weights().newcomerVersions());
  }

  /**
   * Returns how an update counts, after a check that version and ledger agree; an update that was
   * left out is only in the ledger.
   */
  private static Contribution counts(
      Optional<LedgerEntry> limited,
      Contribution accepted,
      Contribution expected,
      Contribution said) {
    long weight = limited.map(LedgerEntry::weight).orElse(accepted.weight());
    double clip = limited.map(LedgerEntry::clip).orElse(accepted.clip());
    if (said == null) {
      return new Contribution(
          accepted.update(),
          weight,
          clip,
          accepted.staleness(),
          expected.units(),
          accepted.rank(),
          expected.productNorm());
    }
    requireEqual(
        Invariant.VERSION_HOLDS_ITS_UPDATES,
        "the logged weight and clip of " + accepted.update(),
        weight + " " + clip,
        said.weight() + " " + said.clip());
    requireEqual(
        Invariant.VERSION_HOLDS_ITS_UPDATES,
        "whether " + accepted.update() + " is limited in the log",
        !said.equals(accepted),
        limited.isPresent());
    return said;
  }
}
