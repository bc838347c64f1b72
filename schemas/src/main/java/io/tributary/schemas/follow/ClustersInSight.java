package io.tributary.schemas.follow;

import io.tributary.schemas.id.ClusterId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What is kept for each cluster: for all that the newest cluster state names, and within bounds for
 * others. Versions may be read before the state that names their cluster, and a cluster of before
 * may still be trained from; but cluster numbers are many, and anybody may make them up.
 *
 * <p>Of the others those with the highest numbers go first: clusters are numbered upwards, so that
 * of all that are named nowhere these are the last to be real.
 *
 * @param <V> what is kept for a cluster
 */
final class ClustersInSight<V> {
  /** Clusters that no state names, at most. */
  static final int MAX_OTHERS = 1_000;

  /** What they may take together, as they are weighed; one may always stay. */
  static final long MAX_OTHERS_BYTES = 64L << 20;

  private final ToLongFunction<V> weigher;
  private final Map<ClusterId, V> named = new HashMap<>();
  private final TreeMap<ClusterId, V> others = new TreeMap<>();
  private Set<ClusterId> names = Set.of();

  /**
   * Nothing is kept yet.
   *
   * @param weigher about how many bytes is what is kept for a cluster
   */
  ClustersInSight(ToLongFunction<V> weigher) {
    this.weigher = weigher;
  }

  /** The clusters that the newest state names. */
  void name(Set<ClusterId> clusters) {
    names = Set.copyOf(clusters);
    named.forEach(others::put);
    named.clear();
    for (ClusterId cluster : names) {
      V kept = others.remove(cluster);
      if (kept != null) {
        named.put(cluster, kept);
      }
    }
    shrink();
  }

  /** What is kept for a cluster; empty if nothing may be, for want of room. */
  Optional<V> of(ClusterId cluster, Supplier<V> fresh) {
    if (names.contains(cluster)) {
      return Optional.of(named.computeIfAbsent(cluster, id -> fresh.get()));
    }
    others.computeIfAbsent(cluster, id -> fresh.get());
    shrink();
    return Optional.ofNullable(others.get(cluster));
  }

  /** The same, unless nothing is kept for it. */
  Optional<V> find(ClusterId cluster) {
    V kept = named.get(cluster);
    return Optional.ofNullable(kept == null ? others.get(cluster) : kept);
  }

  void forEach(BiConsumer<ClusterId, V> each) {
    new TreeMap<>(named).forEach(each);
    others.forEach(each);
  }

  /** Clusters that something is kept for. */
  int size() {
    return named.size() + others.size();
  }

  /** Something was added: it may be too much now. */
  void shrink() {
    while (others.size() > MAX_OTHERS) {
      others.pollLastEntry();
    }
    long total = others.values().stream().mapToLong(weigher).sum();
    while (total > MAX_OTHERS_BYTES && others.size() > 1) {
      total -= weigher.applyAsLong(others.pollLastEntry().getValue());
    }
  }
}
