package io.tributary.schemas.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KMeansTest {
  @Test
  void numbersClustersInTheOrderOfTheirFirstPoints() {
    float[][] points = {{5}, {0}, {5.1f}, {9}, {0.1f}, {9.1f}};

    for (long seed = 0; seed < 20; seed++) {
      assertThat(KMeans.fit(points, 3, 10, seed).labels()).containsExactly(0, 1, 0, 2, 1, 2);
    }
  }

  @Test
  void equalPointsStillFillEveryCluster() {
    float[][] points = new float[6][];
    Arrays.fill(points, new float[] {1, 2});

    Clustering found = KMeans.lloyd(points, new float[][] {{1, 2}, {1, 2}, {8, 8}});

    assertThat(found.sizes()).doesNotContain(0);
    assertThat(found.inertia()).isZero();
  }

  @Test
  void refusesMoreClustersThanPoints() {
    assertThatThrownBy(() -> KMeans.fit(new float[][] {{1}, {2}}, 3, 1, 0))
        .hasMessage("k must be in 1..2 (the number of points), was 3");
  }

  @Test
  void nearestTakesTheLowestIndexOnTies() {
    assertThat(NearestCentroidSearch.index(new float[] {0}, new float[][] {{2}, {1}, {-1}}))
        .isEqualTo(1);
  }
}
