package io.tributary.schemas.event;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Announces one adapter update; its chunks travel in the same transaction (topic {@code
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
 * @param productNorm ||B A||_F over all sites of the client's factors, as the client measured it;
 *     0: not measured
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
    double productNorm) {
  public UpdateManifest {
    trainedAt = trainedAt.truncatedTo(ChronoUnit.MILLIS);
    chunkDigests = List.copyOf(chunkDigests);
  }

  /** An update of the layout's full rank. */
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
}
