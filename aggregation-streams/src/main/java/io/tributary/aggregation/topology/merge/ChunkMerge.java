package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.MixingStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;
import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes one chunk of the version that a closed window produces: gives the federation's strategy
 * what its kind needs, and keeps the result.
 *
 * @param plan strategy and server optimiser
 * @param layout of every adapter
 * @param windows of this task's chunks
 * @param versions of this task's chunks
 * @param modules for strategies that merge whole target modules
 * @param starts of the window's contributors
 */
record ChunkMerge(
    MergePlan plan,
    AdapterLayout layout,
    OpenWindows windows,
    ChunkVersions versions,
    ModuleMerge modules,
    PersonalInitWriter starts) {

  /** Returns the distances of the window's updates in this chunk. */
  Distances measure(ChunkCommand.Measure measure) {
    ChunkKey key = measure.key();
    windows.limit(key, measure.version(), measure.limited());
    var payloads = new TreeMap<UpdateId, Clipped>();
    for (WindowContribution one : windows.contributions(measure)) {
      payloads.put(one.update(), new Clipped(windows.payload(key, one), one.counted().clip()));
    }
    return ((SelectingStrategy) plan.strategy()).measure(payloads);
  }

  /**
   * One chunk of a version.
   *
   * @param payload the bytes of its values
   * @param digest of these bytes
   * @param agreement how far contributors agreed on each tensor in it
   */
  record Merged(byte[] payload, String digest, List<TensorAgreement> agreement) {
    private static Merged of(byte[] payload, List<TensorAgreement> agreement) {
      return new Merged(payload, Digests.full(ByteBuffer.wrap(payload)), agreement);
    }
  }

  /**
   * Merges a closed window, stores the version's chunk, and forgets the window.
   *
   * @param written is called with each chunk of a contributor's personal start
   * @throws PayloadGone if a payload of the window cannot be read; then no version is stored
   */
  Merged close(ChunkCommand.Close close, Consumer<PersonalChunk> written) {
    ChunkKey key = close.key();
    // Nothing may be written before all that the window holds is known to be readable.
    windows.contributions(key, close.version());
    ChunkVersions.Newest base = versions.newest(key);
    int length = AdapterChunks.length(layout.parameters(), key.index());
    float[][] moments = versions.moments(key, plan.optimizer().initialMoments(length));
    windows.limit(key, close.version(), close.limited());
    Values merged = plan.strategy().accept(new ClosedWindow(close, base.values(), moments));
    Merged chunk = Merged.of(AdapterChunks.bytes(merged.values()), merged.agreement());
    // Until here nothing is stored, so that a payload that is gone leaves everything as it was.
    starts.forEach(close, merged.values(), chunk.digest(), written);
    versions.put(key, close.version(), chunk.payload(), moments);
    forget(close);
    return chunk;
  }

  /** The chunk of the newest version, once more: what was agreed is not kept. */
  Merged newest(ChunkKey key) {
    FloatBuffer values = versions.newest(key).values();
    float[] made = new float[values.remaining()];
    values.get(made);
    return Merged.of(AdapterChunks.bytes(made), List.of());
  }

  void forgetHeap() {
    windows.forgetHeap();
    modules.forgetHeap();
  }

  /**
   * Forgets what no later command needs. Where target modules are merged whole, the chunks that
   * follow may need this one's contributions.
   */
  private void forget(ChunkCommand.Close close) {
    int last = AdapterChunks.count(layout.parameters()) - 1;
    if (!plan.strategy().mergesWholeModules()) {
      windows.drop(close.key(), close.version());
    } else if (close.key().index() == last) {
      for (int index = 0; index <= last; index++) {
        windows.drop(new ChunkKey(close.key().cluster(), index), close.version());
      }
    }
  }

  /**
   * The values of a chunk of a version.
   *
   * @param agreement how far contributors agreed on each tensor in it
   */
  private record Values(float[] values, List<TensorAgreement> agreement) {}

  /**
   * Merges a closed window and the version before it, for each kind of strategy. The server
   * optimiser's moments are changed in place.
   */
  private final class ClosedWindow implements MergeStrategy.Visitor<Values> {
    private final ChunkCommand.Close close;
    private final FloatBuffer current;
    private final float[][] moments;

    ClosedWindow(ChunkCommand.Close close, FloatBuffer current, float[][] moments) {
      this.close = close;
      this.current = current;
      this.moments = moments;
    }

    @Override
    public Values incremental(IncrementalStrategy strategy) {
      MergeStep changes = windows.accumulator(strategy, close).step();
      if (!strategy.needsOrigins()) {
        return stepped(changes);
      }
      List<MergeContribution> merged =
          windows.contributions(close).stream().map(one -> one.toMerge(layout.rank())).toList();
      return stepped(strategy.completed(changes, merged, windows.shape(close.key()), this::behind));
    }

    @Override
    public Values buffered(WholeWindowStrategy strategy) {
      return stepped(filled(strategy.open(windows.shape(close.key()))));
    }

    @Override
    public Values selecting(SelectingStrategy strategy) {
      return stepped(filled(strategy.open(windows.shape(close.key()))));
    }

    @Override
    public Values mixing(MixingStrategy strategy) {
      WindowContribution only = windows.contributions(close).get(0);
      return stepped(
          strategy.mix(
              only.toMerge(layout.rank()),
              windows.payload(close.key(), only),
              behind(only.counted().staleness()),
              current));
    }

    @Override
    public Values module(ModuleStrategy strategy) {
      return new Values(modules.close(strategy, close), List.of());
    }

    private MergeStep filled(Accumulator empty) {
      return windows.filled(empty, close.key(), windows.contributions(close)).step();
    }

    private Values stepped(MergeStep step) {
      return new Values(plan.optimizer().apply(current, step, moments), step.agreement());
    }

    private FloatBuffer behind(int staleness) {
      return versions.values(close.key(), close.version() - 1 - staleness);
    }
  }
}
