package io.tributary.aggregation.gate;

import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.SignedRecord;
import io.tributary.schemas.event.UpdateChunk;
import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.SignedText;
import io.tributary.schemas.identity.VerifiedSignatures;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks that a record's signature was made with the key that the record carries. That this is its
 * client's key is checked where keys are known: for announcements by ClientKeys, for updates by the
 * ledger.
 *
 * @param federation whose records
 * @param required whether its records are signed at all
 * @param verified checks signatures; readers of manifests and of chunks share one, since an update
 *     has one signature
 */
public record SignatureRule(String federation, boolean required, VerifiedSignatures verified) {
  /** The rule of a federation; nothing is verified yet. */
  public static SignatureRule of(FederationSpec spec) {
    return new SignatureRule(
        spec.federation(), spec.membership().signed(), new VerifiedSignatures());
  }

  /** What is wrong with the record's signature; empty if nothing is. */
  public Optional<Rejection> refuse(SignedRecord record) {
    return required
        ? refuse(record.authorship(), () -> record.signedText(federation))
        : Optional.empty();
  }

  /**
   * The same for a chunk, which its update's seal must list.
   *
   * @param payloadDigest full digest of its payload
   * @param count chunks of an update in the federation's layout
   */
  public Optional<Rejection> refuse(UpdateChunk chunk, String payloadDigest, int count) {
    if (!required) {
      return Optional.empty();
    }
    return chunk
        .seal()
        .flatMap(seal -> seal.refuse(chunk.key(), payloadDigest, count))
        .map(SignatureRule::unsealed)
        .or(
            () ->
                refuse(
                    chunk.authorship(),
                    () ->
                        chunk
                            .seal()
                            .orElseThrow()
                            .text(federation, chunk.update(), chunk.key().cluster())));
  }

  private Optional<Rejection> refuse(Optional<Authorship> author, Supplier<SignedText> text) {
    if (author.isEmpty()) {
      return Optional.of(unsigned("is missing"));
    }
    try {
      return verified.isOver(author.get(), text.get())
          ? Optional.empty()
          : Optional.of(unsigned("is not over this record of federation " + federation));
    } catch (IllegalArgumentException e) {
      return Optional.of(unsigned("cannot be over this record: " + e.getMessage()));
    }
  }

  private static Rejection unsigned(String found) {
    return new Rejection(
        RejectReason.BAD_SIGNATURE,
        "the record must carry an Ed25519 signature over all of its fields, a chunk one over its"
            + " whole update, which "
            + found
            + ": sign with the client's private key, see the contract's SignedText and UpdateSeal");
  }

  private static Rejection unsealed(String found) {
    return new Rejection(
        RejectReason.BAD_SIGNATURE,
        "the chunk must be one of those that its signature is over: "
            + found
            + ": seal each update anew, manifest and chunks together, see the contract's UpdateSeal");
  }
}
