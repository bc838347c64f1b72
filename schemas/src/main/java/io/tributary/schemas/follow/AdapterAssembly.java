package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.PlainText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Assembles adapter versions from manifests and chunks, which may arrive in any order. A version is
 * handed out once, when all its chunks have the digests that its manifest names. Memory is bounded:
 * for each cluster only a few more versions wait than are wanted, and none older than those; all
 * clusters that no cluster state names share one bound.
 */
public final class AdapterAssembly {
  /** The approximate heap size of one entry of a manifest's lists, in bytes. */
  private static final int CONTRIBUTION_BYTES = 400;

  /**
   * The number of versions after which an incomplete version is given up: once so much later a
   * version is complete, missing parts will not arrive any more.
   */
  public static final int PATIENCE = 4;

  private static final Pattern KEY =
      Pattern.compile("(c(?:0|[1-9]\\d{0,8}))/(0|[1-9]\\d{0,8})(?:/\\d{1,4})?");

  private final AdapterLayout layout;
  private final String layoutDigest;
  private final int chunks;
  private final int history;
  private final ClustersInSight<PendingVersions<Parts>> clusters =
      new ClustersInSight<>(AdapterAssembly::bytes);

  /**
   * A version whose manifest and chunks have all arrived.
   *
   * @param manifest name and history of the version
   * @param adapter values of the version
   */
  public record Complete(AdapterManifest manifest, LoraAdapter adapter) {}

  /** The parts of one version that have arrived. */
  private static final class Parts {
    private AdapterManifest manifest;
    private final byte[][] payloads;
    private boolean refused;

    Parts(int chunks) {
      payloads = new byte[chunks][];
    }

    long bytes() {
      long bytes = 0;
      for (byte[] payload : payloads) {
        bytes += payload == null ? 0 : payload.length;
      }
      return manifest == null
          ? bytes
          : bytes
              + CONTRIBUTION_BYTES * (long) manifest.contributions().size()
              + CONTRIBUTION_BYTES * (long) manifest.agreement().size();
    }
  }

  /**
   * Creates an assembly of adapters of one layout.
   *
   * @param history number of newest versions of each cluster that are wanted; with 1 versions only
   *     increase, with more they come in the order in which they are completed
   */
  public AdapterAssembly(AdapterLayout layout, int history) {
    this.layout = layout;
    this.layoutDigest = layout.fullDigest();
    this.chunks = AdapterChunks.count(layout.parameters());
    this.history = history;
  }

  /**
   * Takes the clusters that the newest cluster state names. Everything that arrives for these is
   * kept.
   */
  public void clusters(Set<ClusterId> named) {
    clusters.name(named);
  }

  /**
   * Takes a manifest, which may arrive before or after its chunks.
   *
   * @return the version, if the manifest completes it
   * @throws UnusableVersion if the version has another layout, contradicts itself or the chunks at
   *     hand
   */
  public Optional<Complete> accept(AdapterManifest manifest) {
    int version = manifest.version().version();
    ClusterId cluster = manifest.version().cluster();
    try {
      requireUsable(manifest);
    } catch (UnusableVersion e) {
      clusters.find(cluster).ifPresent(versions -> versions.settle(version));
      throw e;
    }
    Optional<Parts> parts = parts(cluster, version);
    parts.ifPresent(p -> p.manifest = manifest);
    return parts.flatMap(this::complete);
  }

  /**
   * Takes a chunk. A chunk that its manifest does not name is dropped: the right one may still
   * arrive.
   *
   * @return the version, if the chunk completes it
   * @throws UnusableVersion if a chunk at hand is not the one that the manifest names
   * @throws UnusableRecord if there is no such chunk in the layout
   */
  public Optional<Complete> accept(AdapterChunk chunk) {
    int index = chunk.key().index();
    requireInLayout(layout, index, "chunk " + chunk.recordKey(), chunk.payload());
    Optional<Parts> parts = parts(chunk.key().cluster(), chunk.version());
    parts.ifPresent(p -> p.payloads[index] = chunk.payload());
    return parts.flatMap(this::complete);
  }

  /** Throws {@link UnusableRecord} if adapters of the layout have no such chunk. */
  static void requireInLayout(AdapterLayout layout, int index, String chunk, byte[] payload) {
    int chunks = AdapterChunks.count(layout.parameters());
    if (index >= chunks) {
      throw new UnusableRecord(chunk + " must have an index < " + chunks + ", was " + index);
    }
    int bytes = Float.BYTES * AdapterChunks.length(layout.parameters(), index);
    if (payload.length != bytes) {
      throw new UnusableRecord(chunk + " must be " + bytes + " bytes, was " + payload.length);
    }
  }

  /**
   * Forgets a version when a part of it was removed from its topic.
   *
   * @param key of the removed manifest or chunk, {@code cluster/version} or {@code
   *     cluster/version/chunk}
   * @throws UnusableRecord if the key has another form
   */
  public void remove(String key) {
    Matcher path = KEY.matcher(key);
    if (!path.matches()) {
      throw new UnusableRecord("key must look like c3/17 or c3/17/0, was " + PlainText.of(key));
    }
    int version = Integer.parseInt(path.group(2));
    clusters.find(ClusterId.parse(path.group(1))).ifPresent(versions -> versions.remove(version));
  }

  /**
   * Gives up versions that still lack parts although one that is {@link #PATIENCE} versions newer
   * is complete. Call it only when everything that the topics contained at the start was accepted.
   *
   * @return a description of each version given up, except those that were refused before
   */
  public List<String> giveUp() {
    var incomplete = new ArrayList<String>();
    clusters.forEach(
        (cluster, versions) ->
            versions
                .giveUp(PATIENCE)
                .forEach(
                    (version, parts) -> {
                      if (!parts.refused) {
                        incomplete.add("version " + version + " of " + cluster);
                      }
                    }));
    return incomplete;
  }

  private Optional<Parts> parts(ClusterId cluster, int version) {
    return clusters
        .of(cluster, () -> new PendingVersions<>(history, history + PATIENCE - 1))
        .flatMap(versions -> versions.waiting(version, () -> new Parts(chunks)));
  }

  /** Returns the approximate heap size of what waits for one cluster, in bytes. */
  private static long bytes(PendingVersions<Parts> versions) {
    return versions.waiting().stream().mapToLong(Parts::bytes).sum();
  }

  private void requireUsable(AdapterManifest manifest) {
    List<String> digests = manifest.chunkDigests();
    if (!Digests.matches(manifest.layoutDigest(), layoutDigest) || digests.size() != chunks) {
      throw new UnusableVersion(
          SkipReason.UNKNOWN_LAYOUT,
          "adapter "
              + manifest.version().name()
              + " must have layout "
              + layoutDigest
              + " in "
              + chunks
              + " chunks, had "
              + manifest.layoutDigest()
              + " in "
              + digests.size());
    }
    String digest = AdapterChunks.digestOf(digests);
    if (!digest.equals(manifest.version().digest())) {
      throw new UnusableVersion(
          SkipReason.WRONG_DIGEST,
          "adapter " + manifest.version().name() + " has chunks of digest " + digest);
    }
  }

  private Optional<Complete> complete(Parts parts) {
    if (parts.manifest == null) {
      return Optional.empty();
    }
    for (int index = 0; index < chunks; index++) {
      if (parts.payloads[index] == null) {
        return Optional.empty();
      }
      String digest = Digests.full(ByteBuffer.wrap(parts.payloads[index]));
      if (!Digests.matches(digest, parts.manifest.chunkDigests().get(index))) {
        parts.payloads[index] = null;
        return refused(parts, index, digest);
      }
    }
    float[] values = new float[layout.parameters()];
    for (int index = 0; index < chunks; index++) {
      AdapterChunks.decodeInto(parts.payloads[index], index, values);
    }
    var version = parts.manifest.version();
    clusters.find(version.cluster()).ifPresent(versions -> versions.complete(version.version()));
    return Optional.of(new Complete(parts.manifest, new LoraAdapter(layout, values)));
  }

  private static Optional<Complete> refused(Parts parts, int index, String digest) {
    if (parts.refused) {
      return Optional.empty();
    }
    parts.refused = true;
    throw new UnusableVersion(
        SkipReason.WRONG_DIGEST,
        "chunk "
            + index
            + " of adapter "
            + parts.manifest.version().name()
            + " must have digest "
            + parts.manifest.chunkDigests().get(index)
            + ", had "
            + digest);
  }
}
