package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;
import static io.tributary.infra.sim.check.InvariantBroken.requireEqual;

import io.tributary.infra.sim.fleet.DeliveredRecords;
import io.tributary.infra.sim.reference.NaiveUsualNorms;
import io.tributary.infra.sim.reference.ReferenceMerge;
import io.tributary.infra.sim.reference.ReferenceMerge.Given;
import io.tributary.infra.sim.view.OutputListener;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks that versions are contiguous, complete, and the result of their updates. */
final class VersionCheck implements OutputListener {
  private final FederationSpec spec;
  private final String layoutDigest;
  private final String initialDigest;
  private final LedgerCheck ledger;
  private final AcceptedUpdates updates;
  private final AcceptedUpdateCheck soundness;
  private final WindowLimitsCheck limits;
  private final PersonalInitCheck starts;
  private final Map<String, AdapterChunk> chunks = new TreeMap<>();
  private final Set<String> visible = new TreeSet<>();

  /**
   * The chunks whose versions must have been removed when all records of one commit are reported.
   */
  private final Set<String> removed = new TreeSet<>();

  private final Map<ClusterId, ClusterVersions> clusters = new TreeMap<>();

  VersionCheck(FederationSpec spec, LedgerCheck ledger, DeliveredRecords deliveredRecords) {
    this.spec = spec;
    this.ledger = ledger;
    layoutDigest = spec.layout().fullDigest();
    initialDigest = spec.initialAdapter().digest();
    updates = new AcceptedUpdates(deliveredRecords, spec.layout().parameters());
    soundness = new AcceptedUpdateCheck(spec);
    limits = new WindowLimitsCheck(ledger, soundness);
    starts = new PersonalInitCheck(spec.merge().personal());
  }

  /** Returns the newest version of a cluster, 0 if there is none. */
  int newest(ClusterId cluster) {
    return of(cluster).newest();
  }

  @Override
  public void chunk(AdapterChunk chunk) {
    chunks.put(chunk.recordKey(), chunk);
  }

  @Override
  public void personal(PersonalChunk chunk) {
    starts.arrived(chunk);
  }

  /** Checks at the end that every written start belongs to a version that is visible. */
  void requireStartsPublished() {
    starts.requireNoneLeft();
  }

  @Override
  public void chunkRemoved(String key) {
    chunks.remove(key);
    removed.add(key);
  }

  @Override
  public void told() {
    for (String key : removed) {
      require(
          !visible.contains(key.substring(0, key.lastIndexOf('/'))),
          Invariant.VERSION_WHOLE,
          "chunk " + key + " of a version that is visible",
          "kept",
          "removed");
    }
    removed.clear();
  }

  @Override
  public void unpublished(String key) {
    visible.remove(key);
  }

  @Override
  public void published(AdapterManifest manifest) {
    ClusterId cluster = manifest.version().cluster();
    ClusterVersions before = of(cluster);
    String name = manifest.key();
    if (manifest.version().version() == 0) {
      publishedInitial(manifest, before);
      return;
    }
    requireEqual(
        Invariant.VERSIONS_CONTIGUOUS,
        "the version after " + cluster + "/" + before.newest(),
        before.newest() + 1,
        manifest.version().version());
    requireEqual(
        Invariant.VERSIONS_CONTIGUOUS,
        "the version before " + name,
        before.digests.get(before.newest()),
        manifest.previousDigest());
    require(
        manifest.version().epoch() >= before.epoch,
        Invariant.VERSIONS_CONTIGUOUS,
        "epoch of " + name,
        ">= " + before.epoch,
        manifest.version().epoch());
    require(
        Digests.matches(layoutDigest, manifest.layoutDigest()),
        Invariant.VERSION_WHOLE,
        "layout of " + name,
        layoutDigest,
        manifest.layoutDigest());
    requireWhole(manifest);
    requireItsUpdates(manifest, before);
    before.digests.add(manifest.version().digest());
    before.epoch = manifest.version().epoch();
    visible.add(name);
  }

  /**
   * Checks that version 0 comes once, before any other, with the bytes that everyone computes from
   * the contract.
   */
  private void publishedInitial(AdapterManifest manifest, ClusterVersions before) {
    String name = manifest.key();
    requireEqual(Invariant.VERSIONS_CONTIGUOUS, "versions before " + name, 0, before.newest());
    require(
        visible.add(name), Invariant.VERSIONS_CONTIGUOUS, "publishing " + name, "once", "again");
    requireEqual(
        Invariant.VERSION_WHOLE, "digest of " + name, initialDigest, manifest.version().digest());
    requireEqual(
        Invariant.VERSION_WHOLE, "updates of " + name, List.of(), manifest.contributions());
    requireWhole(manifest);
  }

  private void requireWhole(AdapterManifest manifest) {
    int count = AdapterChunks.count(spec.layout().parameters());
    String name = manifest.key();
    requireEqual(
        Invariant.VERSION_WHOLE, "chunks of " + name, count, manifest.chunkDigests().size());
    for (int index = 0; index < count; index++) {
      AdapterChunk chunk = chunks.get(name + "/" + index);
      require(
          chunk != null, Invariant.VERSION_WHOLE, "chunk " + index + " of " + name, "there", "not");
      String digest = Digests.full(ByteBuffer.wrap(chunk.payload()));
      require(
          Digests.matches(manifest.chunkDigests().get(index), digest),
          Invariant.VERSION_WHOLE,
          "digest of chunk " + index + " of " + name,
          manifest.chunkDigests().get(index),
          digest);
    }
    requireEqual(
        Invariant.VERSION_WHOLE,
        "digest of " + name,
        AdapterChunks.digestOf(manifest.chunkDigests()),
        manifest.version().digest());
  }

  private void requireItsUpdates(AdapterManifest manifest, ClusterVersions before) {
    ClusterId cluster = manifest.version().cluster();
    int version = manifest.version().version();
    var window = new TreeMap<UpdateId, CountedUpdate>();
    for (LedgerEntry entry : ledger.window(cluster, version).values()) {
      CountedUpdate accepted = updates.of(entry);
      boolean released = ledger.wasReleased(cluster, entry.update());
      soundness.check(accepted, released);
      requireBase(accepted, before, released);
      requireClip(entry, before.norms);
      window.put(entry.update(), accepted);
    }
    List<UpdateId> held =
        window.keySet().stream().filter(id -> !ledger.isLeftOut(cluster, id)).toList();
    requireEqual(
        Invariant.VERSION_HOLDS_ITS_UPDATES,
        "contributions of " + manifest.key(),
        held,
        manifest.contributions().stream().map(Contribution::update).toList());
    List<Given> counted = limits.counted(manifest, window, before);
    requireEqual(
        Invariant.VERSION_IS_ITS_UPDATES,
        "the choice for " + manifest.key(),
        before.reference.chosen(counted),
        held);
    List<Given> given =
        counted.stream().filter(one -> held.contains(one.decision().update())).toList();
    ReferenceMerge.Next next = before.reference.next(version, given);
    requireValues(manifest, next.values());
    requireEqual(
        Invariant.VERSION_IS_ITS_UPDATES,
        "the agreement in " + manifest.key(),
        next.agreement(),
        manifest.agreement());
    starts.published(manifest, given, next.values());
  }

  private void requireBase(CountedUpdate accepted, ClusterVersions before, boolean released) {
    int base = accepted.manifest().base().version();
    String digest = before.digests.get(base);
    require(
        released || accepted.manifest().base().digest().equals(digest),
        Invariant.ACCEPTED_IS_SOUND,
        accepted.manifest().id() + "'s base " + base,
        digest,
        accepted.manifest().base().digest());
  }

  private static void requireClip(LedgerEntry entry, NaiveUsualNorms norms) {
    require(
        norms.allows(entry.clip(), entry.norm(), entry.version()),
        Invariant.ACCEPTED_IS_SOUND,
        entry.update() + "'s clip factor",
        norms.expected(entry.norm(), entry.version()),
        entry.clip());
  }

  private void requireValues(AdapterManifest manifest, float[] expected) {
    for (int index = 0; index < manifest.chunkDigests().size(); index++) {
      byte[] bytes = chunks.get(manifest.key() + "/" + index).payload();
      byte[] values = AdapterChunks.encode(expected, index);
      int differs = Arrays.mismatch(values, bytes);
      require(
          differs < 0,
          Invariant.VERSION_IS_ITS_UPDATES,
          "value " + differs / 4 + " of chunk " + index + " of " + manifest.key(),
          differs < 0 ? "" : expected[index * AdapterChunks.FLOATS + differs / 4],
          differs < 0 ? "" : AdapterChunks.floats(bytes).get(differs / 4));
    }
  }

  private ClusterVersions of(ClusterId cluster) {
    return clusters.computeIfAbsent(cluster, id -> new ClusterVersions(spec, initialDigest));
  }
}
