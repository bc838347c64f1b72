package io.tributary.schemas.update;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.SignatureWithKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One slice of an update's values, trained minus base (topic {@code update-chunks}).
 *
 * @param update id of the update
 * @param key cluster and chunk index
 * @param payload the slice in the manifest's encoding; a window of the record that was read, whose
 *     position is its first byte and must stay there
 * @param seal the client's signature over the whole update; empty where records are not signed
 * @param layoutDigest full digest of the layout whose values the payload belongs to; empty in
 *     records of older programs
 */
public record UpdateChunk(
    UpdateId update,
    ChunkKey key,
    ByteBuffer payload,
    Optional<UpdateSeal> seal,
    Optional<String> layoutDigest) {
  public UpdateChunk {
    layoutDigest.ifPresent(digest -> RecordBounds.digest("layout digest of " + update, digest));
  }

  /** Creates a chunk that is not signed and does not name its layout. */
  public UpdateChunk(UpdateId update, ChunkKey key, ByteBuffer payload) {
    this(update, key, payload, Optional.empty(), Optional.empty());
  }

  /** Creates an unsigned chunk whose payload is a whole array. */
  public UpdateChunk(UpdateId update, ChunkKey key, byte[] payload) {
    this(update, key, ByteBuffer.wrap(payload));
  }

  /** Returns the signature that the chunk carries; empty where records are not signed. */
  public Optional<SignatureWithKey> authorship() {
    return seal.map(UpdateSeal::authorship);
  }

  /** Returns this chunk with another seal, or without one. */
  public UpdateChunk with(Optional<UpdateSeal> other) {
    return new UpdateChunk(update, key, payload, other, layoutDigest);
  }

  /** Returns this chunk as a slice of the values of this layout. */
  public UpdateChunk ofLayout(String digest) {
    return new UpdateChunk(update, key, payload, seal, Optional.of(digest));
  }
}
