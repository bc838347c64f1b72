package io.tributary.infra.sim.check;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.infra.sim.reference.NaiveLimits;
import io.tributary.infra.sim.reference.NaiveUsualNorms;
import io.tributary.infra.sim.reference.ReferenceMerge;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps one cluster's versions so far. */
final class ClusterVersions {
  final List<String> digests = new ArrayList<>();
  final ReferenceMerge reference;
  final NaiveUsualNorms norms;
  final NaiveLimits limits;

  /** The number of versions that each slot contributed to. */
  final Map<SlotId, Integer> contributed = new TreeMap<>();

  int epoch;

  ClusterVersions(FederationSpec spec, String initialDigest) {
    digests.add(initialDigest);
    reference = new ReferenceMerge(spec);
    norms = new NaiveUsualNorms(spec.window());
    boolean byProductNorm = MergePlan.of(spec.merge()).strategy().ownUnits();
    limits = new NaiveLimits(spec.window(), norms, byProductNorm);
  }

  int newest() {
    return digests.size() - 1;
  }
}
