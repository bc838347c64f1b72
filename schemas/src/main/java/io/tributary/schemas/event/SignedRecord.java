package io.tributary.schemas.event;

import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.SignedText;
import java.util.Optional;

/** A record that clients sign where the federation's membership asks for it. */
public sealed interface SignedRecord permits TaskEmbedding, UpdateChunk, UpdateManifest {
  /** The signature; empty where records are not signed. */
  Optional<Authorship> authorship();

  /** Every field but the signature. */
  SignedText signedText(String federation);

  /** Whether there is a signature, and it is of the key that it names, over every field. */
  default boolean isSigned(String federation) {
    return authorship().filter(author -> author.isOver(signedText(federation))).isPresent();
  }
}
