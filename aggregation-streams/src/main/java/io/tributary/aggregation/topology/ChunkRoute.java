package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.id.ChunkKey;

/**
 * Which task an order goes to. A chunk's payloads arrive at the task of its own key, and most
 * strategies merge them there. A site may lie in several chunks: where sites are merged whole, all
 * chunks of a cluster are merged by the task of its first one, which reads the payloads of the
 * others from the log.
 *
 * @param wholeSites whether the strategy merges whole sites
 */
record ChunkRoute(boolean wholeSites) {

  static ChunkRoute of(MergeStrategy strategy) {
    return new ChunkRoute(strategy instanceof ModuleStrategy);
  }

  /** Whose task merges a chunk. */
  ChunkKey merger(ChunkKey key) {
    return wholeSites ? new ChunkKey(key.cluster(), 0) : key;
  }

  /** Whether a chunk waits at another task than the one that merges it. */
  boolean mergedElsewhere(ChunkKey key) {
    return !merger(key).equals(key);
  }

  /** The record key of an order: a chunk is inspected and forgotten where it arrives. */
  ChunkKey recordKey(ChunkCommand event) {
    boolean whereItArrives =
        event instanceof ChunkCommand.Drop || event instanceof ChunkCommand.Inspect;
    return whereItArrives ? event.key() : merger(event.key());
  }
}
