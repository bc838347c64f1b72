package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.module.AdapterMerge.Trained;
import io.tributary.schemas.adapter.AdapterChunks;
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
 * The flat values of one closing window's adapters, whatever chunks they lie in. Asked for in
 * ascending order: chunks before those that were asked for last are forgotten.
 */
final class WindowValues {
  private final OpenWindows windows;
  private final ChunkVersions versions;
  private final ChunkCommand.Close close;

  /** The values of the window's chunks, by chunk index. */
  private final TreeMap<Integer, Chunk> chunks = new TreeMap<>();

  /**
   * What is known of one chunk.
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
    return windows.parts(close).stream()
        .map(
            part ->
                new Trained(
                    part.part(rank),
                    version(close.version() - 1 - part.decision().staleness(), from, to),
                    values(from, to, index -> chunk(index).payloads().get(part.update()))))
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
