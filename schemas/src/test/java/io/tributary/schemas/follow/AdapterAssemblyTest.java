package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdapterAssemblyTest {
  private static final ClusterId CLUSTER = new ClusterId(2);

  private final AdapterAssembly assembly = new AdapterAssembly(SampleVersions.LAYOUT);
  private final List<AdapterAssembly.Complete> complete = new ArrayList<>();

  @Test
  void aForgedChunkNeverBecomesVisible() {
    LoraAdapter adapter = SampleVersions.adapter(1);
    List<AdapterChunk> chunks = SampleVersions.chunks(CLUSTER, 1, adapter);
    byte[] forged = chunks.get(1).payload().clone();
    forged[7]++;

    accept(assembly, SampleVersions.manifest(CLUSTER, 1, adapter), complete);
    accept(assembly, chunks.get(0), complete);
    accept(assembly, new AdapterChunk(new ChunkKey(CLUSTER, 1), 1, forged), complete);
    assertThat(complete).isEmpty();

    accept(assembly, chunks.get(1), complete);
    assertThat(complete).extracting(AdapterAssembly.Complete::adapter).containsExactly(adapter);
  }

  @Test
  void oldVersionsDoNotReturn() {
    LoraAdapter adapter = SampleVersions.adapter(1);
    for (int version : new int[] {2, 1}) {
      accept(assembly, SampleVersions.manifest(CLUSTER, version, adapter), complete);
      SampleVersions.chunks(CLUSTER, version, adapter).forEach(c -> accept(assembly, c, complete));
    }

    assertThat(complete).hasSize(1);
  }

  @Test
  void refusesAnotherLayout() {
    AdapterManifest manifest =
        SampleVersions.manifest(CLUSTER, 1, SampleVersions.adapter(1), "0123456789abcdef");

    assertThatThrownBy(() -> assembly.accept(manifest))
        .hasMessageContaining("must have layout " + SampleVersions.LAYOUT.digest());
  }

  @Test
  void refusesAManifestThatContradictsItself() {
    AdapterManifest manifest = SampleVersions.manifest(CLUSTER, 1, SampleVersions.adapter(1));
    List<String> swapped = new ArrayList<>(manifest.chunkDigests());
    Collections.swap(swapped, 0, 1);

    assertThatThrownBy(() -> assembly.accept(SampleVersions.withDigests(manifest, swapped)))
        .hasMessageContaining("has chunks of digest");
  }

  private static void accept(
      AdapterAssembly assembly, Object record, List<AdapterAssembly.Complete> complete) {
    if (record instanceof AdapterManifest manifest) {
      assembly.accept(manifest).ifPresent(complete::add);
    } else {
      assembly.accept((AdapterChunk) record).ifPresent(complete::add);
    }
  }
}
