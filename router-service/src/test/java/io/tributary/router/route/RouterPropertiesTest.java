package io.tributary.router.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against the obvious way to do it, on coarse grids so that ties are common. */
class RouterPropertiesTest {
  private static final ClientId CLIENT = new ClientId("someone");

  @Property(tries = 500)
  void globalModeEqualsTheNearestOfAllCentroids(
      @ForAll @IntRange(min = 1, max = 9) int clusters,
      @ForAll @IntRange(min = 1, max = 6) int dimension,
      @ForAll long seed) {
    var random = new Random(seed);
    float[][] centroids = grid(random, clusters, dimension);
    float[] query = grid(random, 1, dimension)[0];

    RoutingDecision decision =
        Router.route(query, Tables.of(centroids, Map.of()), RoutingMode.GLOBAL, Optional.empty());

    assertThat(cluster(decision)).isEqualTo(NearestCentroidSearch.index(query, centroids));
    assertThat(decision.alternatives()).hasSize(clusters - 1);
    assertThat(decision.margin().orElse(0)).isNotNegative();
    assertThat(decision.score().orElseThrow()).isBetween(-1.0000001, 1.0000001);
  }

  @Property(tries = 500)
  void localModeEqualsGlobalModeOnATableOfTheClientsClusters(
      @ForAll @IntRange(min = 1, max = 9) int clusters,
      @ForAll @IntRange(min = 0, max = 5) int slots,
      @ForAll long seed) {
    var random = new Random(seed);
    float[][] centroids = grid(random, clusters, 3);
    float[] query = grid(random, 1, 3)[0];
    Map<SlotId, Integer> members = new HashMap<>();
    members.put(Tables.slot("someone-else", 0), random.nextInt(clusters));
    members.put(Tables.slot("a-third", 0), random.nextInt(clusters));
    for (int s = 0; s < slots; s++) {
      members.put(new SlotId(CLIENT, s), random.nextInt(clusters));
    }
    RoutingTable table = Tables.of(centroids, members);

    RoutingDecision decision = Router.route(query, table, RoutingMode.LOCAL, Optional.of(CLIENT));

    List<Integer> allowed =
        slots == 0
            ? java.util.stream.IntStream.range(0, clusters).boxed().toList()
            : table.clustersOf(CLIENT).stream().map(ClusterId::value).toList();
    float[][] candidates = allowed.stream().map(c -> centroids[c]).toArray(float[][]::new);
    assertThat(cluster(decision))
        .isEqualTo(allowed.get(NearestCentroidSearch.index(query, candidates)));
    assertThat(decision.kind() == RoutingDecision.Kind.FALLBACK).isEqualTo(slots == 0);
    if (slots > 0) {
      assertThat(members.entrySet())
          .anySatisfy(
              member -> {
                assertThat(member.getKey().client()).isEqualTo(CLIENT);
                assertThat(member.getValue()).isEqualTo(cluster(decision));
              });
    }
  }

  private static float[][] grid(Random random, int rows, int columns) {
    float[][] points = new float[rows][columns];
    for (float[] point : points) {
      for (int i = 0; i < columns; i++) {
        point[i] = random.nextInt(-2, 3);
      }
    }
    return points;
  }

  private static int cluster(RoutingDecision decision) {
    return decision.adapter().orElseThrow().cluster().value();
  }
}
