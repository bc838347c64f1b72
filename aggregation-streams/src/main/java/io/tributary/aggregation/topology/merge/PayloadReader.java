package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.HeapCache;
import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateChunk;
import java.nio.ByteBuffer;

/**
 * Reads the payloads of the chunks that one task merges: from the heap while it has room, else from
 * the log. They may lie in other partitions than the task's own; one partition is open at a time.
 */
final class PayloadReader implements AutoCloseable {
  private final RecordCodec<UpdateChunk> codec;
  private final PayloadLog.Source source;
  private final TopicSpec topic;
  private final HeapCache<ByteBuffer> recent;

  /** The log, opened when it is first needed: most tasks never need it. */
  private PayloadLog log;

  private int opened;

  PayloadReader(
      RecordCodec<UpdateChunk> codec,
      PayloadLog.Source source,
      TopicSpec topic,
      HeapBudget budget) {
    this.codec = codec;
    this.source = source;
    this.topic = topic;
    recent = new HeapCache<>(budget, ByteBuffer::remaining);
  }

  /** Keeps the payload of a chunk in the heap, because it will soon be needed. */
  void keep(ChunkRef ref, UpdateChunk chunk) {
    recent.put(cacheKey(chunk.key(), ref), chunk.payload());
  }

  void forget(ChunkKey key, ChunkRef ref) {
    recent.remove(cacheKey(key, ref));
  }

  /**
   * Returns the payload of a chunk at a position.
   *
   * @throws PayloadGone if the log does not have it there
   */
  ByteBuffer read(ChunkKey key, UpdateId update, ChunkRef ref) {
    return recent.get(cacheKey(key, ref)).orElseGet(() -> readLog(key, update, ref).payload());
  }

  /**
   * Returns the chunk that lies in the log at a position.
   *
   * @throws PayloadGone if there is another chunk, or none
   */
  UpdateChunk chunk(ChunkKey key, UpdateId update, ChunkRef ref) {
    return readLog(key, update, ref);
  }

  /**
   * Checks that the log has the chunk at the position that a command names. A payload in the heap
   * is identified by its position alone.
   *
   * @throws PayloadGone if it does not
   */
  void require(ChunkKey key, UpdateId update, ChunkRef ref) {
    var unused = readLog(key, update, ref);
  }

  @Override
  public void close() {
    recent.clear();
    closeLog();
  }

  private void closeLog() {
    if (log != null) {
      log.close();
      log = null;
    }
  }

  private PayloadLog logOf(ChunkKey key) {
    int partition = topic.partitionOf(key.toString());
    if (log == null || opened != partition) {
      closeLog();
      log = source.open(partition);
      opened = partition;
    }
    return log;
  }

  private UpdateChunk readLog(ChunkKey key, UpdateId update, ChunkRef ref) {
    try {
      byte[] record = logOf(key).read(ref.offset());
      if (record == null) {
        throw changed(key, update, ref, null);
      }
      UpdateChunk chunk = codec.decode(record);
      if (chunk.key().equals(key)
          && chunk.update().equals(update)
          && Digests.matches(Digests.full(chunk.payload()), ref.digest())) {
        return chunk;
      }
      throw changed(key, update, ref, null);
    } catch (UndecodableRecord e) {
      throw changed(key, update, ref, e);
    }
  }

  private static PayloadGone changed(ChunkKey key, UpdateId update, ChunkRef ref, Exception cause) {
    return new PayloadGone(
        "offset "
            + ref.offset()
            + " must hold chunk "
            + key
            + " of "
            + update
            + " with digest "
            + ref.digest()
            + ", and does not: either the topic was made anew under a running federation, or the"
            + " order that says so is not the ledger's",
        cause);
  }

  /**
   * Returns the key in the cache; chunks of one key are in one partition, so the offset identifies
   * them.
   */
  private static String cacheKey(ChunkKey key, ChunkRef ref) {
    return key + "@" + ref.offset();
  }
}
