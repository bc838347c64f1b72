package io.tributary.aggregation.topology;

import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.HeapCache;
import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.UpdateChunk;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.ByteBuffer;

/** The payloads of one task's chunks: from the heap while it has room, else from the log. */
final class Payloads implements AutoCloseable {
  private final RecordCodec<UpdateChunk> codec;
  private final PayloadLog.Source source;
  private final int partition;
  private final HeapCache<ByteBuffer> recent;

  /** Opened when it is first needed: most tasks never are in need of it. */
  private PayloadLog log;

  Payloads(
      RecordCodec<UpdateChunk> codec, PayloadLog.Source source, int partition, HeapBudget budget) {
    this.codec = codec;
    this.source = source;
    this.partition = partition;
    recent = new HeapCache<>(budget, ByteBuffer::remaining);
  }

  /** Keeps the payload of a chunk that will soon be wanted. */
  void keep(ChunkRef ref, UpdateChunk chunk) {
    recent.put(cacheKey(ref), chunk.payload());
  }

  void forget(ChunkRef ref) {
    recent.remove(cacheKey(ref));
  }

  /** The payload of a chunk that has a reference. */
  ByteBuffer read(ChunkKey key, UpdateId update, ChunkRef ref) {
    return recent.get(cacheKey(ref)).orElseGet(() -> readLog(key, update, ref));
  }

  @Override
  public void close() {
    recent.clear();
    if (log != null) {
      log.close();
      log = null;
    }
  }

  private ByteBuffer readLog(ChunkKey key, UpdateId update, ChunkRef ref) {
    if (log == null) {
      log = source.open(partition);
    }
    try {
      UpdateChunk chunk = codec.decode(log.read(ref.offset()));
      if (chunk.key().equals(key)
          && chunk.update().equals(update)
          && Digests.ofBytes(chunk.payload()).equals(ref.digest())) {
        return chunk.payload();
      }
      throw changed(key, update, ref, null);
    } catch (UndecodableRecord e) {
      throw changed(key, update, ref, e);
    }
  }

  private static IllegalStateException changed(
      ChunkKey key, UpdateId update, ChunkRef ref, Exception cause) {
    return new IllegalStateException(
        "offset "
            + ref.offset()
            + " must hold chunk "
            + key
            + " of "
            + update
            + " with digest "
            + ref.digest()
            + ", and does not: the topic was changed or made anew under a running federation",
        cause);
  }

  /** All are of one partition. */
  private static String cacheKey(ChunkRef ref) {
    return Long.toString(ref.offset());
  }
}
