package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AdapterAssemblyPropertiesTest {
  private static final ClusterId CLUSTER = new ClusterId(2);

  @Property(tries = 100)
  void inAnyOrderAndWithRepeatsTheNewestVersionComesOutWhole(@ForAll long seed) {
    var assembly = new AdapterAssembly(SampleVersions.LAYOUT);
    var complete = new ArrayList<AdapterAssembly.Complete>();
    var records = new ArrayList<Object>();
    for (int version = 1; version <= 3; version++) {
      LoraAdapter adapter = SampleVersions.adapter(version);
      records.add(SampleVersions.manifest(CLUSTER, version, adapter));
      records.addAll(SampleVersions.chunks(CLUSTER, version, adapter));
      records.addAll(SampleVersions.chunks(CLUSTER, version, adapter));
    }
    Collections.shuffle(records, new Random(seed));

    records.forEach(record -> accept(assembly, record, complete));

    assertThat(complete.get(complete.size() - 1).adapter()).isEqualTo(SampleVersions.adapter(3));
    assertThat(complete)
        .extracting(c -> c.manifest().version().version())
        .isSorted()
        .doesNotHaveDuplicates();
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
