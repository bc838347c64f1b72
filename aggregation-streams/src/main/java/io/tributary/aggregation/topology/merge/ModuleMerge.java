package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.merge.module.AdapterMerge;
import io.tributary.aggregation.merge.module.AdapterMerge.Trained;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.HeapCache;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Merges windows of a strategy that needs whole target modules, which may lie in several chunks.
 * Each command makes one chunk, so that none takes longer than the target modules of a chunk do. A
 * target module that reaches into the next chunk is merged with the first that it lies in; the heap
 * keeps it for the others if it has room, and else it is merged again, from the same values and so
 * to the same bits.
 *
 * <p>In memory at a time, for each update: the chunks that one module lies in, 768 KiB each, and
 * that module as floats and as the strategy's factors, 16 bytes a value in all.
 */
final class ModuleMerge {
  private final AdapterLayout layout;
  private final OpenWindows windows;
  private final ChunkVersions versions;

  /** The merged target modules that the next chunk needs, too. */
  private final HeapCache<float[]> reaching;

  ModuleMerge(
      AdapterLayout layout, OpenWindows windows, ChunkVersions versions, HeapBudget budget) {
    this.layout = layout;
    this.windows = windows;
    this.versions = versions;
    reaching = new HeapCache<>(budget, values -> (long) Float.BYTES * values.length);
  }

  /**
   * Returns the values of a window's version in one chunk.
   *
   * @param close the command for that chunk; those for the chunks before it were followed
   */
  float[] close(ModuleStrategy strategy, ChunkCommand.Close close) {
    int length = AdapterChunks.length(layout.parameters(), close.key().index());
    int start = close.key().index() * AdapterChunks.FLOATS;
    int end = start + length;
    float[] values = new float[length];
    var window = new WindowValues(windows, versions, close);
    int from = 0;
    for (TargetModule targetModule : layout.targetModules()) {
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

  /**
   * Returns the merged values of one target module, computed as an adapter of this module alone,
   * because modules do not depend on each other.
   */
  private float[] merged(
      ModuleStrategy strategy, TargetModule targetModule, int from, int to, WindowValues window) {
    var alone = new AdapterLayout(layout.rank(), layout.alpha(), List.of(targetModule));
    return new AdapterMerge(alone, strategy)
        .merge(window.trained(layout.rank(), from, to), window.current(from, to));
  }

  /**
   * The flat values of one closing window's adapters, whatever chunks they lie in. Asked for in
   * ascending order: chunks before those that were asked for last are forgotten.
   */
  private static final class WindowValues {
    private final OpenWindows windows;
    private final ChunkVersions versions;
    private final ChunkCommand.Close close;

    /** The values of the window's chunks, by chunk index. */
    private final TreeMap<Integer, Chunk> chunks = new TreeMap<>();

    /**
     * The values that were read of one chunk.
     *
     * @param payloads of all updates
     * @param versions those that were asked for
     */
    private record Chunk(Map<UpdateId, FloatBuffer> payloads, Map<Integer, FloatBuffer> versions) {}

    WindowValues(OpenWindows windows, ChunkVersions versions, ChunkCommand.Close close) {
      this.windows = windows;
      this.versions = versions;
      this.close = close;
    }

    /** Identifies a window by its cluster and version. */
    String name() {
      return close.key().cluster() + "/" + close.version();
    }

    /** The values from..to-1 of every update and of what it was trained from. */
    List<Trained> trained(int rank, int from, int to) {
      chunks.headMap(from / AdapterChunks.FLOATS).clear();
      return windows.contributions(close).stream()
          .map(
              one ->
                  new Trained(
                      one.toMerge(rank),
                      version(close.version() - 1 - one.counted().staleness(), from, to),
                      values(from, to, index -> chunk(index).payloads().get(one.update()))))
          .toList();
    }

    /** The values from..to-1 of the version before. */
    float[] current(int from, int to) {
      return version(close.version() - 1, from, to);
    }

    private float[] version(int version, int from, int to) {
      return values(
          from,
          to,
          index ->
              chunk(index)
                  .versions()
                  .computeIfAbsent(version, number -> versions.values(key(index), number)));
    }

    private Chunk chunk(int index) {
      return chunks.computeIfAbsent(
          index, absent -> new Chunk(windows.payloads(key(index), close), new HashMap<>()));
    }

    private ChunkKey key(int index) {
      return new ChunkKey(close.key().cluster(), index);
    }

    private static float[] values(int from, int to, IntFunction<FloatBuffer> chunks) {
      float[] values = new float[to - from];
      int at = from;
      while (at < to) {
        FloatBuffer chunk = chunks.apply(at / AdapterChunks.FLOATS);
        int within = at % AdapterChunks.FLOATS;
        int count = Math.min(to - at, chunk.remaining() - within);
        chunk.get(chunk.position() + within, values, at - from, count);
        at += count;
      }
      return values;
    }
  }
}
