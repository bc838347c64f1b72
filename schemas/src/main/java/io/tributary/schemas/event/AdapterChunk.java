package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.IdBounds;
import java.util.Arrays;
import java.util.Objects;

/**
 * One slice of a version's values, float32 little-endian (topic {@code global-adapter-chunks}, key
 * {@code c2/8/0}).
 *
 * @param key cluster and chunk index
 * @param version which version of the cluster's adapter
 * @param payload the slice
 */
public record AdapterChunk(ChunkKey key, int version, byte[] payload) {
  public AdapterChunk {
    IdBounds.number("version of chunk " + key, 0, version);
  }

  /** The record's key. */
  public String recordKey() {
    return key.cluster() + "/" + version + "/" + key.index();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdapterChunk that
        && key.equals(that.key)
        && version == that.version
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(key, version) + Arrays.hashCode(payload);
  }
}
