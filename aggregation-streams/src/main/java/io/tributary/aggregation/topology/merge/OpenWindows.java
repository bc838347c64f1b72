package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.HeapCache;
import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the open windows of one task's chunks. The list of a window's updates is stored; their sum
 * is not: it is a function of those updates, computed in the heap as they come and computed again
 * from the log after a crash or an eviction from the heap.
 */
final class OpenWindows {
  private final MergePlan plan;
  private final AdapterLayout layout;
  private final WaitingChunks stores;
  private final PayloadReader payloads;
  private final HeapCache<Accumulator> accumulators;

  OpenWindows(
      MergePlan plan,
      AdapterLayout layout,
      WaitingChunks stores,
      PayloadReader payloads,
      HeapBudget budget) {
    this.plan = plan;
    this.layout = layout;
    this.stores = stores;
    this.payloads = payloads;
    accumulators = new HeapCache<>(budget, Accumulator::heapBytes);
  }

  /** Adds a chunk that the ledger accepted. */
  void add(ChunkCommand.Apply apply, ChunkRef ref) {
    ChunkKey key = apply.key();
    var contribution = new WindowContribution(apply.contribution(), ref);
    if (plan.strategy().incremental()) {
      accumulate((IncrementalStrategy) plan.strategy(), key, apply.version(), contribution);
      payloads.forget(key, ref);
    }
    stores.putContribution(key, apply.version(), contribution);
  }

  /**
   * Contributions to a window that is closed count less than was said when they were added: what
   * the heap holds of the window is made again.
   */
  void limit(ChunkKey key, int version, List<Contribution> limited) {
    if (limited.isEmpty()) {
      return;
    }
    var counts = new HashMap<UpdateId, Contribution>();
    for (Contribution contribution : limited) {
      // Throws before anything is changed if it is none that could be merged.
      counts.put(MergeContribution.of(contribution, layout.rank()).update(), contribution);
    }
    for (WindowContribution before : stores.contributions(key, version)) {
      Contribution contribution = counts.get(before.update());
      if (contribution != null) {
        stores.putContribution(key, version, new WindowContribution(contribution, before.ref()));
      }
    }
    accumulators.remove(window(key, version));
  }

  /**
   * An accumulator is either of all contributions so far or absent: then it is made at the close.
   */
  private void accumulate(
      IncrementalStrategy strategy, ChunkKey key, int version, WindowContribution contribution) {
    String window = window(key, version);
    Optional<Accumulator> accumulator =
        stores.isEmpty(key, version)
            ? Optional.of(fresh(strategy, shape(key)))
            : accumulators.get(window);
    if (accumulator.isEmpty()) {
      return;
    }
    try {
      accumulator.get().add(contribution.toMerge(layout.rank()), payload(key, contribution));
      accumulators.put(window, accumulator.get());
    } catch (PayloadGone | IllegalArgumentException e) {
      // The close checks whether the window contains the part, and where its payload lies by then.
      accumulators.remove(window);
    }
  }

  /** All contributions to a window, in the order of their update ids. */
  List<WindowContribution> contributions(ChunkKey key, int version) {
    return stores.contributions(key, version);
  }

  /** The contributions that a closing window merges, of the chunk that it is about. */
  List<WindowContribution> contributions(ChunkCommand.Close close) {
    return contributions(close.key(), close);
  }

  /**
   * Returns the contributions that a closing window merges, of any chunk of the cluster. What the
   * command does not name is not the ledger's.
   */
  List<WindowContribution> contributions(ChunkKey key, ChunkCommand.Close close) {
    return contributions(key, close.version(), close.chosen());
  }

  /** The contributions that are measured before some are chosen. */
  List<WindowContribution> contributions(ChunkCommand.Measure measure) {
    return contributions(measure.key(), measure.version(), measure.updates());
  }

  private List<WindowContribution> contributions(ChunkKey key, int version, List<UpdateId> named) {
    List<WindowContribution> all = contributions(key, version);
    if (named.isEmpty()) {
      return all;
    }
    var wanted = new HashSet<UpdateId>(named);
    return all.stream().filter(one -> wanted.contains(one.update())).toList();
  }

  /**
   * Returns an incremental strategy's accumulator of all contributions that a closing window
   * merges.
   */
  Accumulator accumulator(IncrementalStrategy strategy, ChunkCommand.Close close) {
    ChunkKey key = close.key();
    List<WindowContribution> merged = contributions(close);
    boolean all = merged.size() == contributions(key, close.version()).size();
    return accumulators
        .get(window(key, close.version()))
        .filter(kept -> all)
        .orElseGet(() -> filled(fresh(strategy, shape(key)), key, merged));
  }

  /** Returns an accumulator that holds these contributions. */
  Accumulator filled(
      Accumulator accumulator, ChunkKey key, List<WindowContribution> contributions) {
    // No accumulator depends on the order.
    inLogOrder(contributions)
        .forEach(one -> accumulator.add(one.toMerge(layout.rank()), payload(key, one)));
    return accumulator;
  }

  /** Returns all payloads that a closing window merges, of a chunk of its cluster. */
  Map<UpdateId, FloatBuffer> payloads(ChunkKey key, ChunkCommand.Close close) {
    var all = new HashMap<UpdateId, FloatBuffer>();
    inLogOrder(contributions(key, close)).forEach(one -> all.put(one.update(), payload(key, one)));
    return all;
  }

  /** Sorts contributions by their payloads' offsets, the order in which the log reads fastest. */
  static Stream<WindowContribution> inLogOrder(List<WindowContribution> contributions) {
    return contributions.stream().sorted(Comparator.comparingLong(one -> one.ref().offset()));
  }

  FloatBuffer payload(ChunkKey key, WindowContribution contribution) {
    return AdapterChunks.floats(payloads.read(key, contribution.update(), contribution.ref()));
  }

  ChunkShape shape(ChunkKey key) {
    return ChunkShape.of(layout, key.index());
  }

  /** Drops a merged window, which is not needed any more. */
  void drop(ChunkKey key, int version) {
    List<WindowContribution> merged = stores.contributions(key, version);
    merged.forEach(one -> payloads.forget(key, one.ref()));
    stores.dropContributions(key, version, merged);
    accumulators.remove(window(key, version));
  }

  void forgetHeap() {
    accumulators.clear();
  }

  private static Accumulator fresh(IncrementalStrategy strategy, ChunkShape shape) {
    return strategy.over(shape, new long[strategy.stateLength(shape)]);
  }

  private static String window(ChunkKey key, int version) {
    return key + "/" + version;
  }
}
