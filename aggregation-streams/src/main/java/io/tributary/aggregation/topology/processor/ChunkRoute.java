package io.tributary.aggregation.topology.processor;

import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.id.ChunkKey;

/**
 * Decides which task a command goes to. A chunk's payloads arrive at the task of its own key, and
 * most strategies merge them there. A target module may lie in several chunks: where target modules
 * are merged whole, all chunks of a cluster are merged by the task of its first one, which reads
 * the payloads of the others from the log.
 *
 * @param wholeModules whether the strategy merges whole target modules
 */
public record ChunkRoute(boolean wholeModules) {

  public static ChunkRoute of(MergeStrategy strategy) {
    return new ChunkRoute(strategy.mergesWholeModules());
  }

  /** Returns the key of the task that merges a chunk. */
  ChunkKey merger(ChunkKey key) {
    return wholeModules ? new ChunkKey(key.cluster(), 0) : key;
  }

  /** Returns whether a chunk waits at another task than the one that merges it. */
  public boolean mergedElsewhere(ChunkKey key) {
    return !merger(key).equals(key);
  }

  /** The record key of a command: a chunk is inspected and forgotten where it arrives. */
  public ChunkKey recordKey(ChunkCommand command) {
    return command.isAboutWindow() ? merger(command.key()) : command.key();
  }
}
