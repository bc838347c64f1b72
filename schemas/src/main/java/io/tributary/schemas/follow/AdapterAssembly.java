package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts adapter versions together from manifests and chunks in any order. A version is handed out
 * once, when all its chunks have the digests that its manifest names. Memory is bounded: of every
 * cluster only a few more versions wait than are wanted, and none that is older than those.
 */
public final class AdapterAssembly {
  /** When so many versions later one is complete, missing parts will not come any more. */
  public static final int PATIENCE = 4;

  private final AdapterLayout layout;
  private final String layoutDigest;
  private final int chunks;
  private final int history;
  private final Map<ClusterId, VersionsInSight<Parts>> clusters = new TreeMap<>();

  /**
   * A complete version.
   *
   * @param manifest its name and history
   * @param adapter its values
   */
  public record Complete(AdapterManifest manifest, LoraAdapter adapter) {}

  /** What has arrived of one version. */
  private static final class Parts {
    private AdapterManifest manifest;
    private final byte[][] payloads;
    private boolean refused;

    Parts(int chunks) {
      payloads = new byte[chunks][];
    }
  }

  /**
   * An assembly of adapters of one layout.
   *
   * @param history newest versions of each cluster that are wanted; with 1 they only grow, with
   *     more they come as they get complete
   */
  public AdapterAssembly(AdapterLayout layout, int history) {
    this.layout = layout;
    this.layoutDigest = layout.digest();
    this.chunks = AdapterChunks.count(layout.parameters());
    this.history = history;
  }

  /**
   * Takes a manifest.
   *
   * @return the version, if this completes it
   * @throws UnusableVersion if it is of another layout, contradicts itself or the chunks at hand
   */
  public Optional<Complete> accept(AdapterManifest manifest) {
    int version = manifest.version().version();
    VersionsInSight<Parts> versions = versions(manifest.version().cluster());
    try {
      requireUsable(manifest);
    } catch (UnusableVersion e) {
      versions.settle(version);
      throw e;
    }
    Optional<Parts> parts = versions.waiting(version, () -> new Parts(chunks));
    parts.ifPresent(p -> p.manifest = manifest);
    return parts.flatMap(this::complete);
  }

  /**
   * Takes a chunk. One that its manifest does not name is dropped: a better one may still come.
   *
   * @return the version, if this completes it
   * @throws UnusableVersion if a chunk at hand is not the one that the manifest names
   * @throws IllegalArgumentException if there is no such chunk in the layout
   */
  public Optional<Complete> accept(AdapterChunk chunk) {
    int index = chunk.key().index();
    int bytes = 4 * AdapterChunks.length(layout.parameters(), index);
    if (chunk.payload().length != bytes) {
      throw new IllegalArgumentException(
          "chunk "
              + chunk.recordKey()
              + " must be "
              + bytes
              + " bytes, was "
              + chunk.payload().length);
    }
    Optional<Parts> parts =
        versions(chunk.key().cluster()).waiting(chunk.version(), () -> new Parts(chunks));
    parts.ifPresent(p -> p.payloads[index] = chunk.payload());
    return parts.flatMap(this::complete);
  }

  /**
   * Forgets a version of which a part was removed from its topic.
   *
   * @param key of the removed manifest or chunk, {@code cluster/version} or {@code
   *     cluster/version/chunk}
   * @throws IllegalArgumentException if it is no such key
   */
  public void remove(String key) {
    String[] path = key.split("/", -1);
    if (path.length < 2) {
      throw new IllegalArgumentException("key must look like c3/17 or c3/17/0, was " + key);
    }
    versions(ClusterId.parse(path[0])).remove(Integer.parseInt(path[1]));
  }

  /**
   * Gives up on versions that still lack parts though one that is {@link #PATIENCE} versions newer
   * is complete. To be asked only when all that the topics held at the start has been accepted.
   *
   * @return each of them in words, but for those that were refused before
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

  private VersionsInSight<Parts> versions(ClusterId cluster) {
    return clusters.computeIfAbsent(
        cluster, c -> new VersionsInSight<>(history, history + PATIENCE - 1));
  }

  private void requireUsable(AdapterManifest manifest) {
    List<String> digests = manifest.chunkDigests();
    if (!manifest.layoutDigest().equals(layoutDigest) || digests.size() != chunks) {
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
      String digest = Digests.ofBytes(ByteBuffer.wrap(parts.payloads[index]));
      if (!digest.equals(parts.manifest.chunkDigests().get(index))) {
        parts.payloads[index] = null;
        return refused(parts, index, digest);
      }
    }
    float[] values = new float[layout.parameters()];
    for (int index = 0; index < chunks; index++) {
      AdapterChunks.decodeInto(parts.payloads[index], index, values);
    }
    var version = parts.manifest.version();
    versions(version.cluster()).complete(version.version());
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
