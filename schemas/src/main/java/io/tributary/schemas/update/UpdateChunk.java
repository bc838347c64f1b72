package io.tributary.schemas.update;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.Authorship;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One slice of an update's values, trained minus base (topic {@code update-chunks}).
 *
 * @param update which
 * @param key cluster and chunk index
 * @param payload the slice in the manifest's encoding; a window of the record that was read, whose
 *     position is its first byte and must stay there
 * @param seal the client's signature over the whole update; empty where records are not signed
 * @param layoutDigest of the layout whose values the payload is a slice of, in full; empty in
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

  /** A chunk whose payload is a whole array, not signed. */
  public UpdateChunk(UpdateId update, ChunkKey key, byte[] payload) {
    this(update, key, ByteBuffer.wrap(payload));
  }

  /** The signature that the chunk carries; empty where records are not signed. */
  public Optional<Authorship> authorship() {
    return seal.map(UpdateSeal::authorship);
  }

  /** The same with another seal, or none. */
  public UpdateChunk with(Optional<UpdateSeal> other) {
    return new UpdateChunk(update, key, payload, other, layoutDigest);
  }

  /** The same as a slice of this layout's values. */
  public UpdateChunk ofLayout(String digest) {
    return new UpdateChunk(update, key, payload, seal, Optional.of(digest));
  }
}
