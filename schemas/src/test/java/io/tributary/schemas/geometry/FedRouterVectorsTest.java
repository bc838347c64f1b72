package io.tributary.schemas.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A worked FedRouter example: three clients, six slots, three tasks, three requests. */
class FedRouterVectorsTest {
  private static final Offset<Double> EXACT_IN_FLOAT = within(1e-6);

  private static final float[][] SLOTS = {
    {1.0f, 0.1f}, {0.0f, 1.1f}, {0.1f, 1.0f}, {-1.1f, -1.0f}, {1.0f, 0.1f}, {-1.0f, -1.0f}
  };

  @Test
  void clustersTheFirstClient() {
    check(
        new float[][] {{0.9f, 0.1f}, {1.1f, -0.1f}, {1.0f, 0.3f}, {0.1f, 1.0f}, {-0.1f, 1.2f}},
        new float[][] {{1.0f, 0.1f}, {0.0f, 1.1f}},
        new int[] {0, 0, 0, 1, 1},
        0.789417405592);
  }

  @Test
  void clustersTheSecondClient() {
    check(
        new float[][] {{0.0f, 0.9f}, {0.2f, 1.1f}, {-1.0f, -0.9f}, {-1.2f, -1.1f}},
        new float[][] {{0.1f, 1.0f}, {-1.1f, -1.0f}},
        new int[] {0, 0, 1, 1},
        0.878338348062);
  }

  @Test
  void clustersTheThirdClient() {
    check(
        new float[][] {{1.2f, 0.0f}, {0.8f, 0.2f}, {-0.9f, -1.0f}, {-1.1f, -1.2f}, {-1.0f, -0.8f}},
        new float[][] {{1.0f, 0.1f}, {-1.0f, -1.0f}},
        new int[] {0, 0, 1, 1, 1},
        0.841812698602);
  }

  @Test
  void clustersTheSlotsOfAllClients() {
    Clustering three = KMeans.lloyd(SLOTS, pick(0, 1, 3));

    assertThat(three.labels()).containsExactly(0, 1, 1, 2, 0, 2);
    assertThat(three.inertia()).isCloseTo(0.015, EXACT_IN_FLOAT);
    assertClose(three.centroids(), new float[][] {{1.0f, 0.1f}, {0.05f, 1.05f}, {-1.05f, -1.0f}});
    assertThat(Silhouette.mean(SLOTS, three.labels(), 3)).isCloseTo(0.950425393300, EXACT_IN_FLOAT);
  }

  @Test
  void twoAndFourClustersFitTheSlotsWorse() {
    Clustering two = KMeans.lloyd(SLOTS, pick(0, 3));
    Clustering four = KMeans.lloyd(SLOTS, pick(0, 1, 3, 4));

    assertThat(two.labels()).containsExactly(0, 0, 0, 1, 0, 1);
    assertThat(Silhouette.mean(SLOTS, two.labels(), 2)).isCloseTo(0.722397050071, EXACT_IN_FLOAT);
    assertThat(ClusterCount.chooseForCentroids(SLOTS, 5, 1)).isEqualTo(3);
    assertThat(Silhouette.mean(SLOTS, new int[] {0, 1, 1, 2, 3, 2}, 4))
        .isCloseTo(0.617092059967, EXACT_IN_FLOAT);
    assertThat(four.inertia()).isLessThan(two.inertia());
  }

  @Test
  void routesRequestsToTheNearestCentroid() {
    float[][] centroids = {{1.0f, 0.1f}, {0.05f, 1.05f}, {-1.05f, -1.0f}};
    float[][] requests = {{0.5f, 0.6f}, {-0.2f, 0.1f}, {0.6f, -0.3f}};

    assertThat(NearestCentroidSearch.labels(requests, centroids)).containsExactly(1, 1, 0);
    assertThat(VectorGeometry.distance(requests[0], centroids[0]))
        .isCloseTo(0.707106781187, EXACT_IN_FLOAT);
    assertThat(VectorGeometry.distance(requests[1], centroids[2]))
        .isCloseTo(1.390143877446, EXACT_IN_FLOAT);
  }

  private static void check(
      float[][] points, float[][] centroids, int[] labels, double silhouette) {
    Clustering found = KMeans.lloyd(points, new float[][] {points[0], points[points.length - 1]});

    assertThat(found.labels()).isEqualTo(labels);
    assertClose(found.centroids(), centroids);
    assertThat(Silhouette.mean(points, found.labels(), 2)).isCloseTo(silhouette, EXACT_IN_FLOAT);
    assertThat(KMeans.fit(points, 2, KMeans.RESTARTS, 7).labels()).isEqualTo(labels);
  }

  private static float[][] pick(int... indices) {
    float[][] picked = new float[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = SLOTS[indices[i]];
    }
    return picked;
  }

  private static void assertClose(float[][] found, float[][] expected) {
    for (int c = 0; c < expected.length; c++) {
      assertThat(found[c]).containsExactly(expected[c], within(1e-6f));
    }
  }
}
