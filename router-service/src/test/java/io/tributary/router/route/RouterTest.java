package io.tributary.router.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.router.route.RoutingDecision.Kind;
import io.tributary.schemas.id.ClientId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** ALGORITHMS.md, "Worked example of FedRouter", and what happens at the edges. */
class RouterTest {
  private static final float[][] QUERIES = {{0.5f, 0.6f}, {-0.2f, 0.1f}, {0.6f, -0.3f}};
  private static final double[][] DISTANCES = {
    {0.707106781187, 0.636396103068, 2.227666940995},
    {1.2, 0.982344135219, 1.390143877446},
    {0.565685424949, 1.457737973711, 1.792344832893}
  };
  private static final int[] GLOBAL = {1, 1, 0};
  private static final int[][] LOCAL = {{1, 1, 0}, {1, 1, 1}, {0, 0, 0}};

  private final RoutingTable table = Tables.ofVectors();

  @Test
  void routesGloballyAsTheVectorsSay() {
    for (int q = 0; q < QUERIES.length; q++) {
      RoutingDecision decision =
          Router.route(QUERIES[q], table, RoutingMode.GLOBAL, Optional.empty());
      assertThat(cluster(decision)).as("query %d", q).isEqualTo(GLOBAL[q]);
      assertThat(decision.kind()).isEqualTo(Kind.ROUTED);
      assertThat(decision.reason()).isEqualTo(RoutingReason.NEAREST_CENTROID);
    }
  }

  @Test
  void routesLocallyAmongTheClientsClusters() {
    for (int client = 0; client < LOCAL.length; client++) {
      for (int q = 0; q < QUERIES.length; q++) {
        RoutingDecision decision = local(QUERIES[q], "c" + client);
        assertThat(cluster(decision))
            .as("client %d query %d", client, q)
            .isEqualTo(LOCAL[client][q]);
        assertThat(decision.reason()).isEqualTo(RoutingReason.NEAREST_OWN_CENTROID);
      }
    }
  }

  @Test
  void marginIsTheDistanceByWhichTheRunnerUpIsFarther() {
    for (int q = 0; q < QUERIES.length; q++) {
      RoutingDecision decision =
          Router.route(QUERIES[q], table, RoutingMode.GLOBAL, Optional.empty());
      double[] sorted = DISTANCES[q].clone();
      java.util.Arrays.sort(sorted);
      assertThat(decision.margin().orElseThrow()).isCloseTo(sorted[1] - sorted[0], within(1e-6));
      assertThat(decision.alternatives())
          .extracting(CandidateCluster::distance)
          .satisfies(
              others -> {
                assertThat(others.get(0)).isCloseTo(sorted[1], within(1e-6));
                assertThat(others.get(1)).isCloseTo(sorted[2], within(1e-6));
              });
    }
  }

  @Test
  void scoreIsTheCosineToTheChosenCentroid() {
    RoutingDecision decision =
        Router.route(new float[] {1, 0}, table, RoutingMode.GLOBAL, Optional.empty());
    assertThat(decision.score().orElseThrow()).isCloseTo(1 / Math.sqrt(1.01), within(1e-7));
  }

  @Test
  void aClientWithoutClusterFallsBackToAllOfThem() {
    RoutingDecision decision = local(QUERIES[0], "stranger");
    assertThat(cluster(decision)).isEqualTo(GLOBAL[0]);
    assertThat(decision.kind()).isEqualTo(Kind.FALLBACK);
    assertThat(decision.reason()).isEqualTo(RoutingReason.CLIENT_WITHOUT_CLUSTER);
  }

  @Test
  void aClientWithOneClusterHasNoRunnerUp() {
    RoutingTable one =
        Tables.of(new float[][] {{1, 0}, {0, 1}}, java.util.Map.of(Tables.slot("solo", 0), 1));
    RoutingDecision decision =
        Router.route(new float[] {1, 0}, one, RoutingMode.LOCAL, Optional.of(new ClientId("solo")));
    assertThat(cluster(decision)).isEqualTo(1);
    assertThat(decision.margin()).isEmpty();
    assertThat(decision.alternatives()).isEmpty();
  }

  @Test
  void theLowestIndexWinsATie() {
    RoutingTable tied =
        Tables.of(new float[][] {{0, 1}, {1, 0}, {1, 0}, {0, 1}}, java.util.Map.of());
    RoutingDecision decision =
        Router.route(new float[] {1, 1}, tied, RoutingMode.GLOBAL, Optional.empty());
    assertThat(cluster(decision)).isZero();
    assertThat(decision.margin()).hasValue(0);
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertThatThrownBy(
            () -> Router.route(new float[3], table, RoutingMode.GLOBAL, Optional.empty()))
        .hasMessage("embedding must have 2 numbers, had 3");
    assertThatThrownBy(
            () ->
                Router.route(
                    new float[] {0, Float.NaN}, table, RoutingMode.GLOBAL, Optional.empty()))
        .hasMessage("embedding must be finite, was NaN at index 1");
    assertThatThrownBy(() -> Router.route(QUERIES[0], table, RoutingMode.LOCAL, Optional.empty()))
        .hasMessage("mode local must come with a client, had none");
  }

  private RoutingDecision local(float[] query, String client) {
    return Router.route(query, table, RoutingMode.LOCAL, Optional.of(new ClientId(client)));
  }

  private static int cluster(RoutingDecision decision) {
    return decision.adapter().orElseThrow().cluster().value();
  }
}
