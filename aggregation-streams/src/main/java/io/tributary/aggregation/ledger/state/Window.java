package io.tributary.aggregation.ledger.state;

import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The updates that will make one version. Every slot contributes at most once. */
public final class Window {
  /** The version that the window produces. */
  public final int version;

  /** The contributions by slot, so that the order is that of the update ids. */
  public final SortedMap<SlotId, Contribution> contributions = new TreeMap<>();

  /** The norms of those contributions that contribute to the usual norm. */
  public final SortedMap<SlotId, Double> norms = new TreeMap<>();

  /** The slots that sent an update, whether or not it counts. */
  public final SortedSet<SlotId> reported = new TreeSet<>();

  /** The sum of undiscounted weight units. */
  public long units;

  /** The event time from which the window's span counts, null while it is empty. */
  public Instant firstEvent;

  /** The wall clock at its first update, null while it is empty. */
  public Instant openedAt;

  public Window(int version) {
    this.version = version;
  }

  public boolean isEmpty() {
    return contributions.isEmpty();
  }

  /** Returns the ids of the window's updates, ascending. */
  public List<UpdateId> updates() {
    return contributions.values().stream().map(Contribution::update).toList();
  }

  public void add(Contribution contribution, double norm) {
    SlotId slot = contribution.update().slot();
    if (contributions.putIfAbsent(slot, contribution) != null) {
      throw new IllegalStateException(slot + " contributes twice to window " + version);
    }
    remember(slot, norm);
    reported.add(slot);
    units += contribution.units();
  }

  /** Sum over the updates. */
  public long sum(int layoutRank, ToLongFunction<MergeContribution> value) {
    return contributions.values().stream()
        .mapToLong(decision -> value.applyAsLong(MergeContribution.of(decision, layoutRank)))
        .sum();
  }

  /** Remembers a norm. An update that changes nothing does not contribute to the usual norm. */
  public void remember(SlotId slot, double norm) {
    if (norm > 0) {
      norms.put(slot, norm);
    }
  }
}
