package io.tributary.schemas.update;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.identity.SignedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Announces one adapter update; its chunks are sent in the same transaction (topic {@code
 * adapter-updates}, key cluster).
 *
 * @param id slot and sequence
 * @param base the version that training started from; its cluster is the update's cluster
 * @param epoch the clustering epoch that the client knew
 * @param layoutDigest digest of the adapter's layout
 * @param samples n_s, rows in the slot
 * @param trainedAt end of local training, client clock
 * @param encoding of the chunks' payloads
 * @param chunkDigests digest of every chunk's payload bytes, in order
 * @param norm L2 norm of the whole payload, as the client measured it
 * @param training what training reported
 * @param rank rank components that the client trained, from 0; 0: all of the layout's
 * @param productNorm ||B A||_F over all target modules of the client's factors, as the client
 *     measured it; 0: not measured
 * @param authorship the client's signature over the whole update, see {@link UpdateSeal}; empty
 *     where records are not signed
 */
public record UpdateManifest(
    UpdateId id,
    AdapterVersion base,
    int epoch,
    String layoutDigest,
    long samples,
    Instant trainedAt,
    PayloadEncoding encoding,
    List<String> chunkDigests,
    double norm,
    TrainingSummary training,
    int rank,
    double productNorm,
    Optional<SignatureWithKey> authorship)
    implements SignedRecord {
  public UpdateManifest {
    trainedAt = RecordBounds.time(trainedAt);
    RecordBounds.digest("layout digest of " + id, layoutDigest);
    chunkDigests = RecordBounds.digests("chunk digest of " + id, chunkDigests);
  }

  /** Creates a manifest that is not signed. */
  public UpdateManifest(
      UpdateId id,
      AdapterVersion base,
      int epoch,
      String layoutDigest,
      long samples,
      Instant trainedAt,
      PayloadEncoding encoding,
      List<String> chunkDigests,
      double norm,
      TrainingSummary training,
      int rank,
      double productNorm) {
    this(
        id,
        base,
        epoch,
        layoutDigest,
        samples,
        trainedAt,
        encoding,
        chunkDigests,
        norm,
        training,
        rank,
        productNorm,
        Optional.empty());
  }

  /** Creates an unsigned manifest of an update of the layout's full rank. */
  public UpdateManifest(
      UpdateId id,
      AdapterVersion base,
      int epoch,
      String layoutDigest,
      long samples,
      Instant trainedAt,
      PayloadEncoding encoding,
      List<String> chunkDigests,
      double norm,
      TrainingSummary training) {
    this(
        id,
        base,
        epoch,
        layoutDigest,
        samples,
        trainedAt,
        encoding,
        chunkDigests,
        norm,
        training,
        0,
        0);
  }

  /** Returns the text of the update's seal, which its chunks carry, too. */
  @Override
  public SignedText signedText(String federation) {
    return UpdateSeal.text(federation, id, base.cluster(), digest(federation), chunkDigests);
  }

  /**
   * Returns the seal that the update's chunks carry.
   *
   * @throws IllegalArgumentException if the digests of its chunks cannot be sealed
   * @throws java.util.NoSuchElementException if the manifest is not signed
   */
  public UpdateSeal seal(String federation) {
    return new UpdateSeal(digest(federation), chunkDigests, authorship.orElseThrow());
  }

  /** Returns the full digest of {@link #ownText}. */
  public String digest(String federation) {
    return Digests.full(ownText(federation).toString());
  }

  /** Returns the manifest's own text: every field except the signature. */
  public SignedText ownText(String federation) {
    return new SignedText("update-manifest/1", federation)
        .with("update", id)
        .with("base", base.name())
        .with("epoch", epoch)
        .with("layoutDigest", layoutDigest)
        .with("samples", samples)
        .with("trainedAt", trainedAt.toEpochMilli())
        .with("encoding", encoding)
        .with("chunkDigests", chunkDigests)
        .with("norm", norm)
        .with("training.steps", training.steps())
        .with("training.firstLoss", training.firstLoss())
        .with("training.lastLoss", training.lastLoss())
        .with("training.stepNanos", training.stepNanos())
        .with("training.tokens", training.tokens())
        .with("rank", rank)
        .with("productNorm", productNorm);
  }

  /** Returns this manifest with a signature of the client's identity. */
  public UpdateManifest signedBy(ClientIdentity identity, String federation) {
    return with(Optional.of(identity.sign(signedText(federation))));
  }

  /** Returns this manifest with another signature, or without one. */
  public UpdateManifest with(Optional<SignatureWithKey> other) {
    return new UpdateManifest(
        id,
        base,
        epoch,
        layoutDigest,
        samples,
        trainedAt,
        encoding,
        chunkDigests,
        norm,
        training,
        rank,
        productNorm,
        other);
  }
}
