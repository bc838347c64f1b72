package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.util.Arrays;
import java.util.Objects;

/**
 * One slice of an update's values, trained minus base (topic {@code update-chunks}).
 *
 * @param update which
 * @param key cluster and chunk index
 * @param payload the slice in the manifest's encoding
 */
public record UpdateChunk(UpdateId update, ChunkKey key, byte[] payload) {
  @Override
  public boolean equals(Object other) {
    return other instanceof UpdateChunk that
        && update.equals(that.update)
        && key.equals(that.key)
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(update, key) + Arrays.hashCode(payload);
  }
}
