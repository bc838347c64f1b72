package io.tributary.aggregation.gate;

import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.SignedRecord;
import io.tributary.schemas.event.UpdateChunk;
import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.SignedText;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A record is signed with the key that it names. Whether that key is its client's is asked where
 * clients' keys are known.
 *
 * @param federation whose records
 * @param required whether its records are signed at all
 */
public record SignatureRule(String federation, boolean required) {
  /** The rule of a federation. */
  public static SignatureRule of(FederationSpec spec) {
    return new SignatureRule(spec.federation(), spec.membership().signed());
  }

  /** What is wrong with the record's signature; empty if nothing is. */
  public Optional<Rejection> refuse(SignedRecord record) {
    return refuse(record.authorship(), () -> record.signedText(federation));
  }

  /** The same for a chunk whose payload's full digest is known. */
  public Optional<Rejection> refuse(UpdateChunk chunk, String payloadDigest) {
    return refuse(chunk.authorship(), () -> chunk.signedText(federation, payloadDigest));
  }

  private Optional<Rejection> refuse(Optional<Authorship> author, Supplier<SignedText> text) {
    if (!required) {
      return Optional.empty();
    }
    if (author.isEmpty()) {
      return bad("is missing");
    }
    try {
      return author.get().isOver(text.get())
          ? Optional.empty()
          : bad("is not over this record of federation " + federation);
    } catch (IllegalArgumentException e) {
      return bad("cannot be over this record: " + e.getMessage());
    }
  }

  private static Optional<Rejection> bad(String found) {
    return Optional.of(
        new Rejection(
            RejectReason.BAD_SIGNATURE,
            "the record must carry an Ed25519 signature over all of its fields, which "
                + found
                + ": sign with the client's private key, see the contract's SignedText"));
  }
}
