package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClustersInSightTest {
  private final ClustersInSight<AtomicLong> kept = new ClustersInSight<>(AtomicLong::get);

  @Test
  void manyClustersThatNobodyNamedFillNoHeap() {
    for (int cluster = 1_000_000; cluster > 0; cluster--) {
      kept.of(new ClusterId(cluster), AtomicLong::new);
    }

    assertThat(kept.size()).isEqualTo(ClustersInSight.MAX_OTHERS);
    assertThat(kept.find(new ClusterId(1))).isPresent();
    assertThat(kept.of(new ClusterId(999_999_999), AtomicLong::new)).isEmpty();
  }

  @Test
  void allThatAStateNamesStayHoweverMany() {
    Set<ClusterId> named =
        IntStream.range(0, 5_000).mapToObj(ClusterId::new).collect(Collectors.toSet());
    kept.name(named);
    named.forEach(cluster -> kept.of(cluster, () -> new AtomicLong(1 << 20)));
    kept.of(new ClusterId(7_000), () -> new AtomicLong(Long.MAX_VALUE / 2));

    assertThat(named).allSatisfy(cluster -> assertThat(kept.find(cluster)).isPresent());
  }

  @Test
  void whatWaitedForAClusterIsThereWhenItIsNamed() {
    AtomicLong early = kept.of(new ClusterId(7), AtomicLong::new).orElseThrow();

    kept.name(Set.of(new ClusterId(7)));

    assertThat(kept.find(new ClusterId(7))).containsSame(early);
    kept.name(Set.of());
    assertThat(kept.find(new ClusterId(7))).containsSame(early);
  }

  @Test
  void heavyOnesGoFromTheHighestNumberOn() {
    for (int cluster = 0; cluster < 10; cluster++) {
      kept.of(new ClusterId(cluster), () -> new AtomicLong(ClustersInSight.MAX_OTHERS_BYTES / 4));
    }

    assertThat(kept.size()).isEqualTo(4);
    assertThat(kept.find(new ClusterId(3))).isPresent();
  }

  /** As an assembly weighs them: each holds a long list of who contributed. */
  @Test
  void fatManifestsOfClustersThatDoNotExistAreNotAllKept() {
    var assembly = new AdapterAssembly(SampleVersions.LAYOUT, 1);
    List<Contribution> many =
        Collections.nCopies(20_000, new Contribution(UpdateId.parse("evil/0#1"), 1, 1, 0, 1, 0, 0));
    ClusterId honest = new ClusterId(3);
    assembly.clusters(Set.of(honest));
    for (int cluster = 1_000; cluster < 1_300; cluster++) {
      AdapterManifest plain =
          SampleVersions.manifest(new ClusterId(cluster), 1, SampleVersions.adapter(1));
      assembly.accept(
          new AdapterManifest(
              plain.version(),
              plain.previousDigest(),
              plain.layoutDigest(),
              plain.chunkDigests(),
              many,
              plain.publishedAt()));
    }
    assembly.accept(SampleVersions.manifest(honest, 1, SampleVersions.adapter(1)));
    List<AdapterChunk> chunks = SampleVersions.chunks(honest, 1, SampleVersions.adapter(1));
    chunks.subList(0, chunks.size() - 1).forEach(assembly::accept);

    assertThat(assembly.accept(chunks.get(chunks.size() - 1))).isPresent();
    AdapterChunk evil =
        SampleVersions.chunks(new ClusterId(1_299), 1, SampleVersions.adapter(1)).get(0);
    assertThat(assembly.accept(evil)).isEmpty();
  }

  @Test
  void aKeyThatNamesNoVersionIsUnusable() {
    var assembly = new AdapterAssembly(SampleVersions.LAYOUT, 1);
    for (String key :
        List.of("", "c3", "c3/", "c3/-1", "c3/1/x", "c9999999999/1", "c3/9999999999")) {
      assertThatThrownBy(() -> assembly.remove(key)).isInstanceOf(UnusableRecord.class);
    }
  }
}
