package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts adapter versions together from manifests and chunks in any order. A version is handed out
 * once, when all its chunks have the digests that its manifest names. Memory is bounded: of every
 * cluster only the newest few incomplete versions wait, and none older than the newest complete.
 */
public final class AdapterAssembly {
  private static final int WAITING_PER_CLUSTER = 4;

  private final AdapterLayout layout;
  private final String layoutDigest;
  private final int chunks;
  private final Map<ClusterId, TreeMap<Integer, Parts>> waiting = new HashMap<>();
  private final Map<ClusterId, Integer> newestComplete = new HashMap<>();

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

    Parts(int chunks) {
      payloads = new byte[chunks][];
    }
  }

  /** An assembly of adapters of one layout. */
  public AdapterAssembly(AdapterLayout layout) {
    this.layout = layout;
    this.layoutDigest = layout.digest();
    this.chunks = AdapterChunks.count(layout.parameters());
  }

  /**
   * Takes a manifest.
   *
   * @return the version, if this completes it
   * @throws IllegalArgumentException if it is of another layout or contradicts itself
   */
  public Optional<Complete> accept(AdapterManifest manifest) {
    List<String> digests = manifest.chunkDigests();
    if (!manifest.layoutDigest().equals(layoutDigest) || digests.size() != chunks) {
      throw new IllegalArgumentException(
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
      throw new IllegalArgumentException(
          "adapter " + manifest.version().name() + " has chunks of digest " + digest);
    }
    Optional<Parts> parts = parts(manifest.version().cluster(), manifest.version().version());
    parts.ifPresent(p -> p.manifest = manifest);
    return parts.flatMap(this::complete);
  }

  /**
   * Takes a chunk. One that its manifest does not name is dropped: a better one may still come.
   *
   * @return the version, if this completes it
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
    Optional<Parts> parts = parts(chunk.key().cluster(), chunk.version());
    parts.ifPresent(p -> p.payloads[index] = chunk.payload());
    return parts.flatMap(this::complete);
  }

  private Optional<Parts> parts(ClusterId cluster, int version) {
    if (version <= newestComplete.getOrDefault(cluster, -1)) {
      return Optional.empty();
    }
    TreeMap<Integer, Parts> versions = waiting.computeIfAbsent(cluster, c -> new TreeMap<>());
    versions.computeIfAbsent(version, v -> new Parts(chunks));
    if (versions.size() > WAITING_PER_CLUSTER) {
      versions.pollFirstEntry();
    }
    return Optional.ofNullable(versions.get(version));
  }

  private Optional<Complete> complete(Parts parts) {
    if (parts.manifest == null) {
      return Optional.empty();
    }
    for (int index = 0; index < chunks; index++) {
      byte[] payload = parts.payloads[index];
      if (payload == null
          || !Digests.ofBytes(ByteBuffer.wrap(payload))
              .equals(parts.manifest.chunkDigests().get(index))) {
        parts.payloads[index] = null;
        return Optional.empty();
      }
    }
    float[] values = new float[layout.parameters()];
    for (int index = 0; index < chunks; index++) {
      AdapterChunks.decodeInto(parts.payloads[index], index, values);
    }
    var version = parts.manifest.version();
    newestComplete.put(version.cluster(), version.version());
    waiting.get(version.cluster()).headMap(version.version(), true).clear();
    return Optional.of(new Complete(parts.manifest, new LoraAdapter(layout, values)));
  }
}
