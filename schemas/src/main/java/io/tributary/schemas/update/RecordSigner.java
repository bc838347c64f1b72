package io.tributary.schemas.update;

import io.tributary.schemas.identity.ClientIdentity;
import java.util.Optional;

/**
 * Signs the records of a client, where its federation requires it.
 *
 * @param identity of the client; empty where records are not signed
 * @param federation name of the federation that the records are for
 */
public record RecordSigner(Optional<ClientIdentity> identity, String federation) {
  /** A signer that leaves records unsigned. */
  public static final RecordSigner NONE = new RecordSigner(Optional.empty(), "");

  /** Returns the announcement to send, signed if there is an identity. */
  public TaskEmbedding sign(TaskEmbedding embedding) {
    return identity.map(signer -> embedding.signedBy(signer, federation)).orElse(embedding);
  }

  /**
   * Returns the update to send: its manifest, and the seal for its chunks if there is an identity.
   */
  public SealedUpdate seal(UpdateManifest manifest) {
    return new SealedUpdate(
        manifest, identity.map(signer -> UpdateSeal.of(manifest, signer, federation)));
  }
}
