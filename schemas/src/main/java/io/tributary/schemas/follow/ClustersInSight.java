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
 * A map with one value for each cluster: for every cluster that the newest cluster state names, and
 * within bounds for others. Versions may be read before the state that names their cluster, and a
 * former cluster may still be trained from; but cluster numbers are many, and a client can invent
 * any.
 *
 * <p>When there is no room, the unnamed clusters with the highest numbers are evicted first:
 * clusters are numbered upwards, so these are the least likely to be real.
 *
 * @param <V> what is kept for a cluster
 */
final class ClustersInSight<V> {
  /** The largest number of clusters that no state names. */
  static final int MAX_OTHERS = 1_000;

  /**
   * The largest total size of their values in bytes, as they are weighed; a single value may always
   * stay.
   */
  static final long MAX_OTHERS_BYTES = 64L << 20;

  private final ToLongFunction<V> weigher;
  private final Map<ClusterId, V> named = new HashMap<>();
  private final TreeMap<ClusterId, V> others = new TreeMap<>();
  private Set<ClusterId> names = Set.of();

  /**
   * Creates an empty map.
   *
   * @param weigher returns the approximate size of a value in bytes
   */
  ClustersInSight(ToLongFunction<V> weigher) {
    this.weigher = weigher;
  }

  /** Takes the clusters that the newest state names. */
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

  /** Returns the value of a cluster, which is made if missing; empty if there is no room for it. */
  Optional<V> of(ClusterId cluster, Supplier<V> fresh) {
    if (names.contains(cluster)) {
      return Optional.of(named.computeIfAbsent(cluster, id -> fresh.get()));
    }
    others.computeIfAbsent(cluster, id -> fresh.get());
    shrink();
    return Optional.ofNullable(others.get(cluster));
  }

  /** Returns the value of a cluster; empty if there is none. */
  Optional<V> find(ClusterId cluster) {
    V kept = named.get(cluster);
    return Optional.ofNullable(kept == null ? others.get(cluster) : kept);
  }

  void forEach(BiConsumer<ClusterId, V> each) {
    new TreeMap<>(named).forEach(each);
    others.forEach(each);
  }

  /** Returns the number of clusters that have a value. */
  int size() {
    return named.size() + others.size();
  }

  /** Evicts clusters that exceed the bounds. Call it after a value grew. */
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
