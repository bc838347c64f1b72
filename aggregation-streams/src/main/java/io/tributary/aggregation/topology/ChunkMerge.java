package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.BufferedStrategy;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.MixingStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.merge.strategy.Part;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.aggregation.merge.strategy.Step;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.TreeMap;

/** Gives the federation's strategy what its kind needs, and makes a chunk's next version of it. */
final class ChunkMerge {
  private final MergePlan plan;
  private final AdapterLayout layout;
  private final OpenWindows windows;
  private final ChunkVersions versions;
  private final SiteMerge sites;

  ChunkMerge(
      MergePlan plan,
      AdapterLayout layout,
      OpenWindows windows,
      ChunkVersions versions,
      HeapBudget budget) {
    this.plan = plan;
    this.layout = layout;
    this.windows = windows;
    this.versions = versions;
    sites = new SiteMerge(layout, windows, versions, budget);
  }

  /** How far the window's updates are apart in this chunk. */
  Distances measure(ChunkCommand.Measure measure) {
    ChunkKey key = measure.key();
    windows.limit(key, measure.version(), measure.limited());
    var payloads = new TreeMap<UpdateId, Clipped>();
    for (WindowPart part : windows.parts(measure)) {
      payloads.put(part.update(), new Clipped(windows.payload(key, part), part.decision().clip()));
    }
    return ((SelectingStrategy) plan.strategy()).measure(payloads);
  }

  /**
   * A chunk of a version.
   *
   * @param values of the chunk
   * @param agreement how far contributors agreed on each tensor in it
   */
  record Merged(float[] values, List<TensorAgreement> agreement) {}

  /**
   * Computes one chunk of the version that a closed window produces.
   *
   * @param current the version before it
   * @param moments of the server optimiser; changed in place
   */
  Merged close(ChunkCommand.Close close, FloatBuffer current, float[][] moments) {
    ChunkKey key = close.key();
    windows.limit(key, close.version(), close.limited());
    MergeStrategy strategy = plan.strategy();
    Step step;
    if (strategy instanceof IncrementalStrategy incremental) {
      step = completed(incremental, windows.accumulator(incremental, close).step(), close);
    } else if (strategy instanceof BufferedStrategy buffered) {
      step = windows.filled(buffered.open(windows.shape(key)), key, windows.parts(close)).step();
    } else if (strategy instanceof SelectingStrategy selecting) {
      step = windows.filled(selecting.open(windows.shape(key)), key, windows.parts(close)).step();
    } else if (strategy instanceof MixingStrategy mixing) {
      step = mix(mixing, close, current);
    } else {
      return new Merged(sites.close((ModuleStrategy) strategy, close), List.of());
    }
    return new Merged(plan.optimizer().apply(current, step, moments), step.agreement());
  }

  /**
   * The chunk is made: forgets what no later order needs. Where sites are merged whole, the chunks
   * that follow may need this one's parts.
   */
  void forget(ChunkCommand.Close close) {
    int last = AdapterChunks.count(layout.parameters()) - 1;
    if (!(plan.strategy() instanceof ModuleStrategy)) {
      windows.drop(close.key(), close.version());
    } else if (close.key().index() == last) {
      for (int index = 0; index <= last; index++) {
        windows.drop(new ChunkKey(close.key().cluster(), index), close.version());
      }
    }
  }

  void forgetHeap() {
    windows.forgetHeap();
    sites.forgetHeap();
  }

  private Step completed(IncrementalStrategy strategy, Step changes, ChunkCommand.Close close) {
    if (!strategy.needsOrigins()) {
      return changes;
    }
    List<Part> parts = windows.parts(close).stream().map(part -> part.part(layout.rank())).toList();
    return strategy.completed(
        changes, parts, windows.shape(close.key()), staleness -> behind(close, staleness));
  }

  private Step mix(MixingStrategy strategy, ChunkCommand.Close close, FloatBuffer current) {
    ChunkKey key = close.key();
    WindowPart part = windows.parts(close).get(0);
    return strategy.mix(
        part.part(layout.rank()),
        windows.payload(key, part),
        behind(close, part.decision().staleness()),
        current);
  }

  private FloatBuffer behind(ChunkCommand.Close close, int staleness) {
    return versions.values(close.key(), close.version() - 1 - staleness);
  }
}
