package io.tributary.schemas.event;

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
 */
public record UpdateChunk(
    UpdateId update, ChunkKey key, ByteBuffer payload, Optional<UpdateSeal> seal) {
  /** Not signed. */
  public UpdateChunk(UpdateId update, ChunkKey key, ByteBuffer payload) {
    this(update, key, payload, Optional.empty());
  }

  /** A chunk whose payload is a whole array, not signed. */
  public UpdateChunk(UpdateId update, ChunkKey key, byte[] payload) {
    this(update, key, ByteBuffer.wrap(payload));
  }

  /** Whose signature it carries; empty where records are not signed. */
  public Optional<Authorship> authorship() {
    return seal.map(UpdateSeal::authorship);
  }

  /** The same with another seal, or none. */
  public UpdateChunk with(Optional<UpdateSeal> other) {
    return new UpdateChunk(update, key, payload, other);
  }
}
