package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.module.AdapterMerge;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.HeapCache;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.ChunkCommand;
import java.util.List;

/**
 * Merges windows of a strategy that needs whole sites, which may lie in several chunks. Each order
 * makes one chunk, so that none takes longer than the sites of a chunk do. A site that reaches into
 * the next chunk is merged with the first that it lies in; the heap keeps it for the others if it
 * has room, and else it is merged again, from the same values and so to the same bits.
 *
 * <p>In memory at a time, of each update: the chunks that one site lies in, 768 KiB each, and that
 * site as floats and as the strategy's factors, 16 bytes a value in all.
 */
final class SiteMerge {
  private final AdapterLayout layout;
  private final OpenWindows windows;
  private final ChunkVersions versions;

  /** Sites that the next chunk needs, too. */
  private final HeapCache<float[]> reaching;

  SiteMerge(AdapterLayout layout, OpenWindows windows, ChunkVersions versions, HeapBudget budget) {
    this.layout = layout;
    this.windows = windows;
    this.versions = versions;
    reaching = new HeapCache<>(budget, values -> (long) Float.BYTES * values.length);
  }

  /**
   * The values of a window's version in one chunk.
   *
   * @param close the order for that chunk; those for the chunks before it were followed
   */
  float[] close(ModuleStrategy strategy, ChunkCommand.Close close) {
    int length = AdapterChunks.length(layout.parameters(), close.key().index());
    int start = close.key().index() * AdapterChunks.FLOATS;
    int end = start + length;
    float[] values = new float[length];
    var window = new WindowValues(windows, versions, close);
    int from = 0;
    for (TargetModule targetModule : layout.sites()) {
      int to = from + layout.rank() * (targetModule.inputs() + targetModule.outputs());
      if (from < end && start < to) {
        float[] merged = merged(strategy, targetModule, from, to, end, window);
        int first = Math.max(from, start);
        System.arraycopy(merged, first - from, values, first - start, Math.min(to, end) - first);
      }
      from = to;
    }
    return values;
  }

  void forgetHeap() {
    reaching.clear();
  }

  private float[] merged(
      ModuleStrategy strategy,
      TargetModule targetModule,
      int from,
      int to,
      int end,
      WindowValues window) {
    String name = window.name() + " " + targetModule.name();
    float[] merged =
        reaching.get(name).orElseGet(() -> merged(strategy, targetModule, from, to, window));
    if (to > end) {
      reaching.put(name, merged);
    } else {
      reaching.remove(name);
    }
    return merged;
  }

  /** As an adapter that has no other site: what is merged of one depends on no other. */
  private float[] merged(
      ModuleStrategy strategy, TargetModule targetModule, int from, int to, WindowValues window) {
    var alone = new AdapterLayout(layout.rank(), layout.alpha(), List.of(targetModule));
    return new AdapterMerge(alone, strategy)
        .merge(window.trained(layout.rank(), from, to), window.current(from, to));
  }
}
