package io.tributary.aggregation.ledger.state;

import io.tributary.schemas.spec.NormSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The norms that a cluster's newest windows left, oldest first: one value each, or, where norms are
 * bounded at acceptance, the norms of all their updates.
 *
 * <p>They are added when their window closes, in the order of their slots: what is usual then
 * depends on the set of updates in earlier windows and not on the order of their arrival.
 */
public record RecentNorms(List<Double> norms) {
  public static final RecentNorms NONE = new RecentNorms(List.of());

  public RecentNorms {
    norms = List.copyOf(norms);
  }

  public RecentNorms with(Collection<Double> newer, int remembered) {
    var all = new ArrayList<>(norms);
    all.addAll(newer);
    return new RecentNorms(all.subList(Math.max(0, all.size() - remembered), all.size()));
  }

  /** Returns the quantile by nearest rank; empty until enough norms are remembered. */
  public OptionalDouble usual(NormSettings settings) {
    if (norms.size() < settings.minimum()) {
      return OptionalDouble.empty();
    }
    double[] sorted = norms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rank = (int) Math.ceil(settings.quantile() * sorted.length);
    return OptionalDouble.of(sorted[Math.max(rank, 1) - 1]);
  }
}
