package io.tributary.schemas.update;

import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.identity.SignedText;
import java.util.Optional;

/**
 * A record that clients sign where the federation's membership requires it, and that contains its
 * whole signed text. A chunk does not contain it: see {@link UpdateSeal}.
 */
public sealed interface SignedRecord permits TaskEmbedding, UpdateManifest {
  /** Returns the signature; empty where records are not signed. */
  Optional<SignatureWithKey> authorship();

  /**
   * Returns the text that a signature covers: every field except the signature, as a value or as a
   * digest.
   */
  SignedText signedText(String federation);
}
