package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.Part;
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
 * The windows of one task's chunks while they fill. Which updates a window holds is stored; what
 * they come to is not: it is a function of those updates, made in the heap as they come and made
 * again from the log when a crash or the heap's bound took it.
 */
final class OpenWindows {
  private final MergePlan plan;
  private final AdapterLayout layout;
  private final WaitingChunks stores;
  private final Payloads payloads;
  private final HeapCache<Accumulator> accumulators;

  OpenWindows(
      MergePlan plan,
      AdapterLayout layout,
      WaitingChunks stores,
      Payloads payloads,
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
    var part = new WindowPart(apply.part(), ref);
    if (plan.strategy() instanceof IncrementalStrategy strategy) {
      accumulate(strategy, key, apply.version(), part);
      payloads.forget(key, ref);
    }
    stores.putPart(key, apply.version(), part);
  }

  /**
   * Parts of a window that is closed count less than was said when they were added: what the heap
   * holds of the window is made again.
   */
  void limit(ChunkKey key, int version, List<Contribution> limited) {
    if (limited.isEmpty()) {
      return;
    }
    var counts = new HashMap<UpdateId, Contribution>();
    for (Contribution contribution : limited) {
      // Throws before anything is changed if it is none that could be merged.
      counts.put(Part.of(contribution, layout.rank()).update(), contribution);
    }
    for (WindowPart part : stores.parts(key, version)) {
      Contribution contribution = counts.get(part.update());
      if (contribution != null) {
        stores.putPart(key, version, new WindowPart(contribution, part.ref()));
      }
    }
    accumulators.remove(window(key, version));
  }

  /** An accumulator is either of all parts so far or absent: then it is made at the close. */
  private void accumulate(
      IncrementalStrategy strategy, ChunkKey key, int version, WindowPart part) {
    String window = window(key, version);
    Optional<Accumulator> accumulator =
        stores.hasNoPart(key, version)
            ? Optional.of(fresh(strategy, shape(key)))
            : accumulators.get(window);
    if (accumulator.isEmpty()) {
      return;
    }
    try {
      accumulator.get().add(part.part(layout.rank()), payload(key, part));
      accumulators.put(window, accumulator.get());
    } catch (PayloadGone | IllegalArgumentException e) {
      // Whether the window really holds it, and where it lies by then, is asked at the close.
      accumulators.remove(window);
    }
  }

  /** All parts of a window, in the order of their update ids. */
  List<WindowPart> parts(ChunkKey key, int version) {
    return stores.parts(key, version);
  }

  /** The parts that a closing window merges, of the chunk that it is about. */
  List<WindowPart> parts(ChunkCommand.Close close) {
    return parts(close.key(), close);
  }

  /** The same of any chunk of the cluster. What the order does not name is not the ledger's. */
  List<WindowPart> parts(ChunkKey key, ChunkCommand.Close close) {
    return parts(key, close.version(), close.chosen());
  }

  /** The parts that are measured before some are chosen. */
  List<WindowPart> parts(ChunkCommand.Measure measure) {
    return parts(measure.key(), measure.version(), measure.updates());
  }

  private List<WindowPart> parts(ChunkKey key, int version, List<UpdateId> named) {
    List<WindowPart> parts = parts(key, version);
    if (named.isEmpty()) {
      return parts;
    }
    var all = new HashSet<UpdateId>(named);
    return parts.stream().filter(part -> all.contains(part.update())).toList();
  }

  /** What an incremental strategy makes of all parts of a window. */
  Accumulator accumulator(IncrementalStrategy strategy, ChunkCommand.Close close) {
    ChunkKey key = close.key();
    List<WindowPart> parts = parts(close);
    boolean all = parts.size() == parts(key, close.version()).size();
    return accumulators
        .get(window(key, close.version()))
        .filter(kept -> all)
        .orElseGet(() -> filled(fresh(strategy, shape(key)), key, parts));
  }

  /** Returns an accumulator that holds these parts. */
  Accumulator filled(Accumulator accumulator, ChunkKey key, List<WindowPart> parts) {
    // No accumulator depends on the order.
    inLogOrder(parts)
        .forEach(part -> accumulator.add(part.part(layout.rank()), payload(key, part)));
    return accumulator;
  }

  /** All payloads that a closing window merges, of a chunk of its cluster. */
  Map<UpdateId, FloatBuffer> payloads(ChunkKey key, ChunkCommand.Close close) {
    var all = new HashMap<UpdateId, FloatBuffer>();
    inLogOrder(parts(key, close)).forEach(part -> all.put(part.update(), payload(key, part)));
    return all;
  }

  /** Sorts parts by their payloads' offsets, the order in which the log reads fastest. */
  static Stream<WindowPart> inLogOrder(List<WindowPart> parts) {
    return parts.stream().sorted(Comparator.comparingLong(part -> part.ref().offset()));
  }

  FloatBuffer payload(ChunkKey key, WindowPart part) {
    return AdapterChunks.floats(payloads.read(key, part.update(), part.ref()));
  }

  ChunkShape shape(ChunkKey key) {
    return ChunkShape.of(layout, key.index());
  }

  /** The window is merged, and nobody will ask for it again. */
  void drop(ChunkKey key, int version) {
    List<WindowPart> parts = stores.parts(key, version);
    parts.forEach(part -> payloads.forget(key, part.ref()));
    stores.dropParts(key, version, parts);
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
