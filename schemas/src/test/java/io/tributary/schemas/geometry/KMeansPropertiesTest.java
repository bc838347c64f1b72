package io.tributary.schemas.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KMeansPropertiesTest {
  @Property(tries = 100)
  void everyPointLiesInTheClusterOfItsNearestCentroid(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int k) {
    float[][] points = gaussian(30, 7, seed);

    Clustering found = KMeans.fit(points, k, 3, seed);

    assertThat(found.labels()).isEqualTo(NearestCentroidSearch.labels(points, found.centroids()));
    assertThat(found.centroids())
        .isDeepEqualTo(VectorGeometry.means(points, found.labels(), found.clusters()));
    assertThat(found.sizes()).doesNotContain(0);
  }

  @Property(tries = 50)
  void moreRestartsNeverFitWorse(@ForAll long seed) {
    float[][] points = gaussian(40, 3, seed);

    assertThat(KMeans.fit(points, 4, 10, seed).inertia())
        .isLessThanOrEqualTo(KMeans.fit(points, 4, 1, seed).inertia());
  }

  @Property(tries = 20)
  void sameSeedGivesSameBits(@ForAll long seed) {
    float[][] points = gaussian(40, 9, seed);

    Clustering once = KMeans.fit(points, 3, 5, seed);
    Clustering again = KMeans.fit(points, 3, 5, seed);

    assertThat(again.labels()).isEqualTo(once.labels());
    assertThat(again.centroids()).isDeepEqualTo(once.centroids());
    assertThat(again.inertia()).isEqualTo(once.inertia());
  }

  private static float[][] gaussian(int n, int width, long seed) {
    var random = new SplittableRandom(seed);
    float[][] points = new float[n][width];
    for (float[] point : points) {
      for (int i = 0; i < width; i++) {
        point[i] = (float) random.nextGaussian();
      }
    }
    return points;
  }
}
