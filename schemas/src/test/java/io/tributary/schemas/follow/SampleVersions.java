package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Versions of an adapter of two chunks. */
final class SampleVersions {
  static final AdapterLayout LAYOUT =
      new AdapterLayout(8, 16, List.of(new TargetModule("only", 20_000, 10_000)));

  private SampleVersions() {}

  static LoraAdapter adapter(long seed) {
    return LoraAdapter.initial(LAYOUT, seed);
  }

  static AdapterManifest manifest(ClusterId cluster, int version, LoraAdapter adapter) {
    return manifest(cluster, version, adapter, LAYOUT.digest());
  }

  static AdapterManifest manifest(
      ClusterId cluster, int version, LoraAdapter adapter, String layoutDigest) {
    return new AdapterManifest(
        new AdapterVersion(cluster, 1, version, adapter.digest()),
        "0".repeat(16),
        layoutDigest,
        AdapterChunks.digests(adapter.values()),
        List.of(),
        Instant.EPOCH);
  }

  static AdapterManifest withDigests(AdapterManifest manifest, List<String> chunkDigests) {
    return new AdapterManifest(
        manifest.version(),
        manifest.previousDigest(),
        manifest.layoutDigest(),
        chunkDigests,
        manifest.contributions(),
        manifest.publishedAt());
  }

  static List<AdapterChunk> chunks(ClusterId cluster, int version, LoraAdapter adapter) {
    var chunks = new ArrayList<AdapterChunk>();
    for (int index = 0; index < AdapterChunks.count(LAYOUT.parameters()); index++) {
      chunks.add(
          new AdapterChunk(
              new ChunkKey(cluster, index),
              version,
              AdapterChunks.encode(adapter.values(), index)));
    }
    return chunks;
  }

  /** The first state of one cluster. */
  static ClusterState state() {
    return state(1, "base@1", 1, 0);
  }

  static ClusterState state(long revision, String baseModel, float... centroid) {
    return new ClusterState(
        1,
        revision,
        baseModel,
        List.of(new ClusterCentroid(new ClusterId(0), centroid, 0.1)),
        new TreeMap<>(),
        Set.of(),
        Instant.EPOCH);
  }
}
