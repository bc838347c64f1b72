package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.RecordBounds;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One slice of a slot's personal start, as little-endian float32: the version that its update went
 * into, plus the kept part of that update (topic {@code personal-adapters}, key {@code
 * clinic-7/2/0}). A newer start replaces an older one chunk by chunk, so a reader may see chunks of
 * both: it uses only chunks that name the same update and version, together with the announced
 * version's chunks.
 *
 * @param update the update whose offset is in the start
 * @param key cluster and chunk index
 * @param version version of the cluster's adapter that the start is relative to
 * @param globalDigest digest of that version's bytes of the same chunk
 * @param payload bytes of the slice
 * @param layoutDigest full digest of the layout whose values the slice belongs to; empty in records
 *     of older programs
 */
public record PersonalChunk(
    UpdateId update,
    ChunkKey key,
    int version,
    String globalDigest,
    byte[] payload,
    Optional<String> layoutDigest) {
  public PersonalChunk {
    IdBounds.number("version of chunk " + key, 0, version);
    RecordBounds.digest("global digest of chunk " + key, globalDigest);
    layoutDigest.ifPresent(digest -> RecordBounds.digest("layout digest of " + key, digest));
  }

  /** Creates a chunk that does not name its layout. */
  public PersonalChunk(
      UpdateId update, ChunkKey key, int version, String globalDigest, byte[] payload) {
    this(update, key, version, globalDigest, payload, Optional.empty());
  }

  /** Returns the record's key, {@code client/slot/chunk index}. */
  public String recordKey() {
    return update.slot() + "/" + key.index();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersonalChunk that
        && update.equals(that.update)
        && key.equals(that.key)
        && version == that.version
        && globalDigest.equals(that.globalDigest)
        && layoutDigest.equals(that.layoutDigest)
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(update, key, version, globalDigest, layoutDigest)
        + Arrays.hashCode(payload);
  }
}
