package io.tributary.schemas.event;

import io.tributary.schemas.identity.ClientIdentity;
import java.util.Optional;

/**
 * Signs what a client sends, where its federation asks for it.
 *
 * @param identity of the client; empty where records are not signed
 * @param federation that the records are for
 */
public record RecordSigner(Optional<ClientIdentity> identity, String federation) {
  /** Signs nothing. */
  public static final RecordSigner NONE = new RecordSigner(Optional.empty(), "");

  /** The announcement as it is to be sent. */
  public TaskEmbedding sign(TaskEmbedding embedding) {
    return identity.map(signer -> embedding.signedBy(signer, federation)).orElse(embedding);
  }

  /** The manifest as it is to be sent. */
  public UpdateManifest sign(UpdateManifest manifest) {
    return identity.map(signer -> manifest.signedBy(signer, federation)).orElse(manifest);
  }

  /** The chunk as it is to be sent. */
  public UpdateChunk sign(UpdateChunk chunk) {
    return identity.map(signer -> chunk.signedBy(signer, federation)).orElse(chunk);
  }
}
