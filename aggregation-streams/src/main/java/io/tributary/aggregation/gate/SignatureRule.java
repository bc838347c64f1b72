package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.SignedText;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.UpdateSeal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks that a record's signature was made with the key that the record carries. Whether that key
 * is the client's is checked where keys are known: for announcements by ClientKeys, for updates by
 * the ledger.
 *
 * @param federation name of the federation
 * @param required whether its records are signed at all
 * @param verified seals that need no second check; readers of manifests and of chunks share them,
 *     because an update has one signature
 */
public record SignatureRule(String federation, boolean required, VerifiedSeals verified) {
  /** Returns the rule of a federation, with no verified seals yet. */
  public static SignatureRule of(FederationSpec spec) {
    return new SignatureRule(spec.federation(), spec.membership().signed(), new VerifiedSeals());
  }

  /** Returns what is wrong with an announcement's signature; empty if it is valid. */
  public Optional<Rejection> refuse(TaskEmbedding embedding) {
    if (!required) {
      return Optional.empty();
    }
    return embedding
        .authorship()
        .map(
            author ->
                checked(
                    () -> {
                      SignedText text = embedding.signedText(federation);
                      return verdict(author.isOver(text), text);
                    }))
        .orElseGet(SignatureRule::missing);
  }

  /** Returns what is wrong with a manifest's signature, its update's seal; empty if it is valid. */
  public Optional<Rejection> refuse(UpdateManifest manifest) {
    if (!required) {
      return Optional.empty();
    }
    return manifest
        .authorship()
        .map(
            author ->
                checked(
                    () ->
                        sealed(
                            manifest.id(), manifest.base().cluster(), manifest.seal(federation))))
        .orElseGet(SignatureRule::missing);
  }

  /**
   * Returns what is wrong with a chunk's signature, its update's seal, which must list the chunk;
   * empty if it is valid.
   *
   * @param payloadDigest full digest of its payload
   * @param count number of chunks of an update in the federation's layout
   */
  public Optional<Rejection> refuse(UpdateChunk chunk, String payloadDigest, int count) {
    if (!required) {
      return Optional.empty();
    }
    return chunk
        .seal()
        .map(
            seal ->
                seal.refuse(chunk.key(), payloadDigest, count)
                    .map(SignatureRule::unsealed)
                    .or(() -> checked(() -> sealed(chunk.update(), chunk.key().cluster(), seal))))
        .orElseGet(SignatureRule::missing);
  }

  private Optional<Rejection> sealed(UpdateId update, ClusterId cluster, UpdateSeal seal) {
    var sealed = new VerifiedSeals.Sealed(update, cluster, seal);
    if (verified.holds(sealed)) {
      return Optional.empty();
    }
    SignedText text = seal.text(federation, update, cluster);
    Optional<Rejection> verdict = verdict(seal.authorship().isOver(text), text);
    if (verdict.isEmpty()) {
      verified.remember(sealed);
    }
    return verdict;
  }

  /**
   * Returns a rejection unless the signature holds. It contains the digest of the signed text, by
   * which a client sees whether it signed another text.
   */
  private Optional<Rejection> verdict(boolean holds, SignedText text) {
    return holds
        ? Optional.empty()
        : Optional.of(
            unsigned(
                "is not over this record of federation "
                    + federation
                    + " (SHA-256 of the text to sign: "
                    + text.digest()
                    + ")"));
  }

  /** Runs a check and rejects a record whose fields cannot be part of a signed text. */
  private static Optional<Rejection> checked(Supplier<Optional<Rejection>> check) {
    try {
      return check.get();
    } catch (IllegalArgumentException e) {
      return Optional.of(unsigned("cannot be over this record: " + e.getMessage()));
    }
  }

  private static Optional<Rejection> missing() {
    return Optional.of(unsigned("is missing"));
  }

  private static Rejection unsigned(String found) {
    return new Rejection(
        RejectReason.BAD_SIGNATURE,
        "the record must carry an Ed25519 signature over all of its fields, a chunk one over its"
            + " whole update, which "
            + found
            + ": sign with the client's private key, see schemas/CONTRACT.md, section 10");
  }

  private static Rejection unsealed(String found) {
    return new Rejection(
        RejectReason.BAD_SIGNATURE,
        "the chunk must be one of those that its signature is over: "
            + found
            + ": seal each update anew, manifest and chunks together, see schemas/CONTRACT.md,"
            + " section 10");
  }
}
