package io.tributary.schemas.event;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignedText;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One slice of an update's values, trained minus base (topic {@code update-chunks}).
 *
 * @param update which
 * @param key cluster and chunk index
 * @param payload the slice in the manifest's encoding; a window of the record that was read, whose
 *     position is its first byte and must stay there
 * @param authorship the client's signature over all of it; empty where records are not signed
 */
public record UpdateChunk(
    UpdateId update, ChunkKey key, ByteBuffer payload, Optional<Authorship> authorship)
    implements SignedRecord {
  /** Not signed. */
  public UpdateChunk(UpdateId update, ChunkKey key, ByteBuffer payload) {
    this(update, key, payload, Optional.empty());
  }

  /** A chunk whose payload is a whole array, not signed. */
  public UpdateChunk(UpdateId update, ChunkKey key, byte[] payload) {
    this(update, key, ByteBuffer.wrap(payload));
  }

  @Override
  public SignedText signedText(String federation) {
    return signedText(federation, Digests.full(payload));
  }

  /**
   * What is signed, for a caller that already has the payload's full digest: to compute it takes
   * longer than to check the signature.
   */
  public SignedText signedText(String federation, String payloadDigest) {
    return new SignedText("update-chunk/1", federation)
        .with("update", update)
        .with("cluster", key.cluster().value())
        .with("chunk", key.index())
        .with("payload", payloadDigest);
  }

  /** The same, signed. */
  public UpdateChunk signedBy(ClientIdentity identity, String federation) {
    return new UpdateChunk(
        update, key, payload, Optional.of(identity.sign(signedText(federation))));
  }
}
