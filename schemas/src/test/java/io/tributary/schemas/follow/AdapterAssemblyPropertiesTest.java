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
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AdapterAssemblyPropertiesTest {
  private static final ClusterId CLUSTER = new ClusterId(2);

  @Property(tries = 100)
  void inAnyOrderAndWithRepeatsTheNewestVersionComesOutWhole(@ForAll long seed) {
    var assembly = new AdapterAssembly(SampleVersions.LAYOUT, 1);
    var complete = new ArrayList<AdapterAssembly.Complete>();

    shuffled(3, seed).forEach(record -> accept(assembly, record, complete));

    assertThat(complete.get(complete.size() - 1).adapter()).isEqualTo(SampleVersions.adapter(3));
    assertThat(complete)
        .extracting(c -> c.manifest().version().version())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Property(tries = 50)
  void inAnyOrderAndWithRepeatsAllThatAreWantedComeOutOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int history) {
    var assembly = new AdapterAssembly(SampleVersions.LAYOUT, history);
    var complete = new ArrayList<AdapterAssembly.Complete>();

    shuffled(9, seed).forEach(record -> accept(assembly, record, complete));

    assertThat(complete)
        .extracting(c -> c.manifest().version().version())
        .doesNotHaveDuplicates()
        .containsAll(IntStream.rangeClosed(10 - history, 9).boxed().toList());
    assertThat(complete)
        .allSatisfy(
            c ->
                assertThat(c.adapter())
                    .isEqualTo(SampleVersions.adapter(c.manifest().version().version())));
  }

  /** As a consumer of many partitions may see them: manifests and chunks of all versions mixed. */
  private static List<Object> shuffled(int versions, long seed) {
    var records = new ArrayList<Object>();
    for (int version = 1; version <= versions; version++) {
      LoraAdapter adapter = SampleVersions.adapter(version);
      records.add(SampleVersions.manifest(CLUSTER, version, adapter));
      records.addAll(SampleVersions.chunks(CLUSTER, version, adapter));
      records.addAll(SampleVersions.chunks(CLUSTER, version, adapter));
    }
    Collections.shuffle(records, new Random(seed));
    return records;
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
