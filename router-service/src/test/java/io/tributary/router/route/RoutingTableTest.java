package io.tributary.router.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
  @Test
  void aClusterWithoutVersionServesVersionZero() {
    AdapterVersion third = new AdapterVersion(new ClusterId(1), 1, 3, "0123456789abcdef");
    RoutingTable table =
        RoutingTable.of(Tables.stateOfVectors(1), Map.of(new ClusterId(1), third), Tables.INITIAL);
    assertThat(table.serving().get(new ClusterId(0)).name()).isEqualTo("c0@0.0-00000000000000ff");
    assertThat(table.serving().get(new ClusterId(1))).isEqualTo(third);
  }

  @Test
  void versionsOfOtherClustersAreLeftOut() {
    AdapterVersion gone = new AdapterVersion(new ClusterId(7), 1, 3, "0123456789abcdef");
    RoutingTable table =
        RoutingTable.of(Tables.stateOfVectors(1), Map.of(new ClusterId(7), gone), Tables.INITIAL);
    assertThat(table.serving()).hasSize(3).doesNotContainKey(new ClusterId(7));
  }

  @Test
  void knowsTheClustersOfAClientAndOfNoOther() {
    RoutingTable table =
        Tables.of(
            new float[][] {{1, 0}, {0, 1}, {1, 1}},
            Map.of(
                Tables.slot("a", 0), 0,
                Tables.slot("ab", 0), 1,
                Tables.slot("ab", 11), 2,
                Tables.slot("b", 0), 0));
    assertThat(table.clustersOf(new ClientId("ab")))
        .containsExactly(new ClusterId(1), new ClusterId(2));
    assertThat(table.clustersOf(new ClientId("aa"))).isEmpty();
  }

  @Test
  void refusesStatesThatCannotRoute() {
    assertThatThrownBy(() -> Tables.of(new float[0][], Map.of()))
        .hasMessage("a routing table needs at least one cluster, had none");
    assertThatThrownBy(() -> Tables.of(new float[][] {{1, 0}, {1}}, Map.of()))
        .hasMessage("centroid of c1 must have 2 numbers, had 1");
  }
}
