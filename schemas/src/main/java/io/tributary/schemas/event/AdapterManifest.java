package io.tributary.schemas.event;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;
import java.util.List;

/**
 * Announces one complete version of a cluster's adapter and the updates that made it (topic {@code
 * global-adapters}, key {@code c2/8}).
 *
 * @param version the immutable name
 * @param previousDigest digest of the version before it
 * @param layoutDigest digest of the adapter's layout
 * @param chunkDigests digest of every chunk's bytes, in order; the version's digest is computed
 *     from them
 * @param contributions exactly the updates that the version contains, in the order of their ids
 * @param publishedAt stream time
 * @param agreement how far its contributors agreed, tensor by tensor in the layout's order; empty
 *     where no second moments are kept
 */
public record AdapterManifest(
    AdapterVersion version,
    String previousDigest,
    String layoutDigest,
    List<String> chunkDigests,
    List<Contribution> contributions,
    Instant publishedAt,
    List<TensorAgreement> agreement) {
  public AdapterManifest {
    publishedAt = RecordBounds.time(publishedAt);
    RecordBounds.digest("previous digest of " + version.name(), previousDigest);
    RecordBounds.digest("layout digest of " + version.name(), layoutDigest);
    chunkDigests = RecordBounds.digests("chunk digest of " + version.name(), chunkDigests);
    contributions = List.copyOf(contributions);
    agreement = List.copyOf(agreement);
  }

  /** Creates the manifest of a merge that keeps no second moments. */
  public AdapterManifest(
      AdapterVersion version,
      String previousDigest,
      String layoutDigest,
      List<String> chunkDigests,
      List<Contribution> contributions,
      Instant publishedAt) {
    this(
        version, previousDigest, layoutDigest, chunkDigests, contributions, publishedAt, List.of());
  }

  /** Returns the record's key, {@code cluster/version}. */
  public String key() {
    return version.cluster() + "/" + version.version();
  }
}
