package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.RecordBounds;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One slice of where a slot's next round starts, float32 little-endian: the version that its update
 * went into plus what is kept of that update (topic {@code personal-adapters}, key {@code
 * clinic-7/2/0}). The newest replaces those before it, chunk by chunk, so a reader may see some
 * chunks of one start and some of the next: it takes those that name the same update and version,
 * and only with the announced version's chunks.
 *
 * @param update whose offset it holds
 * @param key cluster and chunk index
 * @param version of the cluster's adapter that it is relative to
 * @param globalDigest digest of that version's bytes of the same chunk
 * @param payload the slice
 * @param layoutDigest of the layout whose values it is a slice of, in full; empty in records of
 *     older programs
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

  /** The record's key: {@code client/slot/chunk index}. */
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
