package io.tributary.aggregation.ledger;

import io.tributary.schemas.spec.NormSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a cluster's newest windows told of usual norms, oldest first: one value each, or, where
 * norms are bounded at acceptance, all of their updates' norms.
 *
 * <p>They join when their window closes, in the order of their slots: what is usual then depends on
 * which updates earlier windows hold and never on the order in which they arrived.
 */
record RecentNorms(List<Double> norms) {
  static final RecentNorms NONE = new RecentNorms(List.of());

  RecentNorms {
    norms = List.copyOf(norms);
  }

  RecentNorms with(Collection<Double> newer, int remembered) {
    var all = new ArrayList<>(norms);
    all.addAll(newer);
    return new RecentNorms(all.subList(Math.max(0, all.size() - remembered), all.size()));
  }

  /** The quantile by nearest rank, empty until enough are remembered. */
  OptionalDouble usual(NormSettings settings) {
    if (norms.size() < settings.minimum()) {
      return OptionalDouble.empty();
    }
    double[] sorted = norms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rank = (int) Math.ceil(settings.quantile() * sorted.length);
    return OptionalDouble.of(sorted[Math.max(rank, 1) - 1]);
  }
}
