package io.tributary.schemas.update;

import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.SignedText;
import java.util.Optional;

/**
 * A record that clients sign where the federation's membership asks for it, and that says by itself
 * what is signed. A chunk does not: see {@link UpdateSeal}.
 */
public sealed interface SignedRecord permits TaskEmbedding, UpdateManifest {
  /** The signature; empty where records are not signed. */
  Optional<Authorship> authorship();

  /** What a signature is over: every field but the signature is in it, or digested in it. */
  SignedText signedText(String federation);
}
