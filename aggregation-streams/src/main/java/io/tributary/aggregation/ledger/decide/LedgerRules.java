package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.UpdateGate;
import io.tributary.aggregation.limit.WindowLimits;
import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules by which every cluster's ledger of a federation decides.
 *
 * @param gate conditions on an update
 * @param close when a window closes
 * @param strategy how a window is merged: it bounds how many updates a window may have
 * @param layoutRank of every adapter
 * @param chunks number of chunks of every adapter
 * @param targetModules names of every adapter's target modules
 * @param layoutDigest of every adapter
 * @param initialChunks digests of the chunks of version 0, in full
 * @param maxStaleness versions that a base may lag behind, and so the number of digests that are
 *     remembered
 * @param norms which norm is usual
 * @param windowLimits limits that apply when a window closes
 * @param limits of waiting
 * @param signed whether records must be signed
 */
public record LedgerRules(
    UpdateGate gate,
    CloseRule close,
    MergeStrategy strategy,
    int layoutRank,
    int chunks,
    Set<String> targetModules,
    String layoutDigest,
    List<String> initialChunks,
    int maxStaleness,
    NormSettings norms,
    WindowLimits windowLimits,
    LedgerLimits limits,
    boolean signed) {

  /** Returns the rules of one federation. */
  public static LedgerRules of(FederationSpec spec, LedgerLimits limits) {
    return of(spec, spec.initialAdapter(), limits);
  }

  /**
   * Returns the rules of one federation.
   *
   * @param initial version 0 of its contract
   */
  public static LedgerRules of(FederationSpec spec, LoraAdapter initial, LedgerLimits limits) {
    MergeStrategy strategy = MergePlan.of(spec.merge()).strategy();
    return new LedgerRules(
        new UpdateGate(spec),
        new CloseRule(spec.window(), strategy.minParts(), strategy.maxParts()),
        strategy,
        spec.layout().rank(),
        AdapterChunks.count(spec.layout().parameters()),
        spec.layout().targetModules().stream()
            .map(TargetModule::name)
            .collect(Collectors.toUnmodifiableSet()),
        spec.layout().fullDigest(),
        AdapterChunks.digests(initial.values()),
        spec.window().maxStaleness(),
        spec.window().norms(),
        new WindowLimits(spec.window(), strategy.ownUnits()),
        limits,
        spec.membership().signed());
  }

  /** Returns the name of a cluster's version 0, which belongs to no clustering epoch. */
  public AdapterVersion initialVersion(ClusterId cluster) {
    return new AdapterVersion(cluster, 0, 0, AdapterChunks.digestOf(initialChunks));
  }

  /** The manifest of a cluster's version 0, which has none before it and names itself there. */
  public AdapterManifest initialManifest(ClusterId cluster, Instant at) {
    AdapterVersion initial = initialVersion(cluster);
    return new AdapterManifest(
        initial, initial.digest(), layoutDigest, initialChunks, List.of(), at);
  }

  /** Whether updates may claim no more samples than their slot announced. */
  boolean checksSamples() {
    return windowLimits.window().weights().announced();
  }

  /** Returns whether a slot that contributed to so many versions is new. */
  public boolean isNew(int versions) {
    return versions < windowLimits.window().weights().newcomerVersions();
  }
}
