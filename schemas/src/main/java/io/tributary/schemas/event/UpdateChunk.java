package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.nio.ByteBuffer;

/**
 * One slice of an update's values, trained minus base (topic {@code update-chunks}).
 *
 * @param update which
 * @param key cluster and chunk index
 * @param payload the slice in the manifest's encoding; a window of the record that was read, whose
 *     position is its first byte and must stay there
 */
public record UpdateChunk(UpdateId update, ChunkKey key, ByteBuffer payload) {
  /** A chunk whose payload is a whole array. */
  public UpdateChunk(UpdateId update, ChunkKey key, byte[] payload) {
    this(update, key, ByteBuffer.wrap(payload));
  }
}
