package io.tributary.schemas.update;

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

  /** An update as it is to be sent: its manifest, and what seals its chunks. */
  public SealedUpdate seal(UpdateManifest manifest) {
    return new SealedUpdate(
        manifest, identity.map(signer -> UpdateSeal.of(manifest, signer, federation)));
  }
}
