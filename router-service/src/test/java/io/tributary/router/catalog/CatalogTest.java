package io.tributary.router.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.router.route.Tables;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ClusterId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(1, 2, List.of(new TargetModule("layer", 2, 2)));
  private static final Instant NOW = Instant.ofEpochSecond(2_000);

  private final Catalog catalog = new Catalog(Tables.INITIAL, 2, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void hasNoSnapshotBeforeTheFirstClusterState() {
    catalog.accept(version(0, 1), adapter(1));
    assertThat(catalog.snapshot()).isEmpty();
  }

  @Test
  void hasNoSnapshotForAStateWithoutClusters() {
    catalog.accept(Tables.state(1, 1, new float[0][], Map.of()));
    assertThat(catalog.snapshot()).isEmpty();
  }

  @Test
  void servesWhatArrivedBeforeTheClusters() {
    catalog.accept(version(0, 1), adapter(1));
    catalog.accept(Tables.stateOfVectors(1));
    CatalogSnapshot snapshot = catalog.snapshot().orElseThrow();
    assertThat(snapshot.table().serving().get(new ClusterId(0))).isEqualTo(version(0, 1));
    assertThat(snapshot.appliedAt()).isEqualTo(NOW);
  }

  @Test
  void theNewestVersionServesInWhateverOrderTheyArrive() {
    catalog.accept(Tables.stateOfVectors(1));
    catalog.accept(version(0, 2), adapter(2));
    catalog.accept(version(0, 1), adapter(1));
    CatalogSnapshot snapshot = catalog.snapshot().orElseThrow();
    assertThat(snapshot.table().serving().get(new ClusterId(0))).isEqualTo(version(0, 2));
    assertThat(snapshot.named(version(0, 1).name()).flatMap(ServableAdapter::adapter))
        .contains(adapter(1));
  }

  @Test
  void keepsTheNewestVersionsOfEachClusterOnly() {
    catalog.accept(Tables.stateOfVectors(1));
    for (int number = 1; number <= 3; number++) {
      catalog.accept(version(0, number), adapter(number));
    }
    CatalogSnapshot snapshot = catalog.snapshot().orElseThrow();
    assertThat(snapshot.named(version(0, 1).name())).isEmpty();
    assertThat(snapshot.named(version(0, 2).name())).isPresent();
    assertThat(snapshot.named(version(0, 3).name())).isPresent();
  }

  @Test
  void versionZeroOfEveryClusterIsServableAndChangesNothing() {
    catalog.accept(Tables.stateOfVectors(1));
    CatalogSnapshot snapshot = catalog.snapshot().orElseThrow();
    for (AdapterVersion zero : snapshot.table().serving().values()) {
      assertThat(snapshot.named(zero.name()).orElseThrow().adapter()).isEmpty();
    }
  }

  @Test
  void aRevisionThatWasMadeUpIsPutRightByTheNextState() {
    catalog.accept(Tables.stateOfVectors(999_999_999_999_999_999L));
    catalog.accept(Tables.stateOfVectors(5));
    assertThat(catalog.snapshot().orElseThrow().table().state().revision()).isEqualTo(5);
  }

  @Test
  void aSnapshotInHandDoesNotChange() {
    catalog.accept(Tables.stateOfVectors(1));
    CatalogSnapshot before = catalog.snapshot().orElseThrow();
    catalog.accept(version(0, 1), adapter(1));
    assertThat(before.named(version(0, 1).name())).isEmpty();
    assertThat(before.table().serving().get(new ClusterId(0)).version()).isZero();
  }

  private static AdapterVersion version(int cluster, int number) {
    return new AdapterVersion(new ClusterId(cluster), 1, number, "000000000000000" + number);
  }

  private static LoraAdapter adapter(float value) {
    return new LoraAdapter(LAYOUT, new float[] {value, value, value, value});
  }
}
