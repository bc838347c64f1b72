package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.update.RecordBounds;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One slice of a version's values, as little-endian float32 (topic {@code global-adapter-chunks},
 * key {@code c2/8/0}).
 *
 * @param key cluster and chunk index
 * @param version version of the cluster's adapter
 * @param payload bytes of the slice
 * @param layoutDigest full digest of the layout whose values the slice belongs to; empty in records
 *     of older programs
 */
public record AdapterChunk(
    ChunkKey key, int version, byte[] payload, Optional<String> layoutDigest) {
  public AdapterChunk {
    IdBounds.number("version of chunk " + key, 0, version);
    layoutDigest.ifPresent(digest -> RecordBounds.digest("layout digest of " + key, digest));
  }

  /** Creates a chunk that does not name its layout. */
  public AdapterChunk(ChunkKey key, int version, byte[] payload) {
    this(key, version, payload, Optional.empty());
  }

  /** Returns the record's key, {@code cluster/version/chunk index}. */
  public String recordKey() {
    return key.cluster() + "/" + version + "/" + key.index();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdapterChunk that
        && key.equals(that.key)
        && version == that.version
        && layoutDigest.equals(that.layoutDigest)
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(key, version, layoutDigest) + Arrays.hashCode(payload);
  }
}
