package io.tributary.schemas.follow;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The versions of one cluster that are still needed: those that wait for parts, and those that need
 * no more.
 *
 * @param <P> what is kept of a waiting version
 */
final class PendingVersions<P> {
  private final int history;
  private final int limit;
  private final TreeMap<Integer, P> waiting = new TreeMap<>();
  private final TreeSet<Integer> settled = new TreeSet<>();
  private int newestComplete = -1;

  /**
   * Creates the record of a cluster's versions, of which none waits yet.
   *
   * @param history number of newest complete versions that are needed
   * @param limit number of versions that may wait
   */
  PendingVersions(int history, int limit) {
    this.history = history;
    this.limit = limit;
  }

  /**
   * Returns what waits under this version, made if missing; empty if the version is not needed any
   * more.
   */
  Optional<P> waiting(int version, Supplier<P> fresh) {
    if (version <= outOfSight() || settled.contains(version)) {
      return Optional.empty();
    }
    waiting.computeIfAbsent(version, v -> fresh.get());
    if (waiting.size() > limit) {
      waiting.pollFirstEntry();
    }
    return Optional.ofNullable(waiting.get(version));
  }

  /** Marks a version as complete: it needs no more parts. */
  void complete(int version) {
    settle(version);
    newestComplete = Math.max(newestComplete, version);
    waiting.headMap(outOfSight(), true).clear();
  }

  /** Marks a version whose further parts do not matter. */
  void settle(int version) {
    waiting.remove(version);
    settled.add(version);
    if (settled.size() > limit) {
      settled.pollFirst();
    }
  }

  /** Drops what waits under the version. */
  void remove(int version) {
    waiting.remove(version);
  }

  /**
   * Settles and returns the versions that wait although they lag the newest complete version by
   * {@code patience} or more.
   */
  SortedMap<Integer, P> giveUp(int patience) {
    var lagging = new TreeMap<>(waiting.headMap(newestComplete - patience, true));
    lagging.keySet().forEach(this::settle);
    return lagging;
  }

  /** Returns what is kept of the versions that still wait for parts. */
  Collection<P> waiting() {
    return waiting.values();
  }

  private int outOfSight() {
    return newestComplete < 0 ? -1 : newestComplete - history;
  }
}
