package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.topology.processor.StoredFormat;
import io.tributary.schemas.event.ChunkCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The position of a chunk's payload in the log.
 *
 * @param offset in the partition of {@code update-chunks} that the chunk's key belongs to
 * @param digest of the payload's bytes
 */
record ChunkRef(long offset, String digest) {
  private static final byte FORMAT = 1;

  /** The chunk that a command names. */
  static ChunkRef of(ChunkCommand.Apply apply) {
    return new ChunkRef(apply.offset(), apply.digest());
  }

  byte[] encode() {
    byte[] text = digest.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + Long.BYTES + text.length)
        .put(FORMAT)
        .putLong(offset)
        .put(text)
        .array();
  }

  static ChunkRef decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    StoredFormat.check("chunk reference", FORMAT, buffer.get());
    long offset = buffer.getLong();
    return new ChunkRef(offset, StandardCharsets.US_ASCII.decode(buffer).toString());
  }
}
