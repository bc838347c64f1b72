package io.tributary.schemas.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilhouetteTest {
  /**
   * Dissimilarities of 12 countries as students judged them, from Rousseeuw 1987, table 1: Belgium,
   * Brazil, Chile, Cuba, Egypt, France, India, Israel, USA, USSR, Yugoslavia, Zaire.
   */
  private static final double[][] COUNTRIES = {
    {},
    {5.58},
    {7.00, 6.50},
    {7.08, 7.00, 3.83},
    {4.83, 5.08, 8.17, 5.83},
    {2.17, 5.75, 6.67, 6.92, 4.92},
    {6.42, 5.00, 5.58, 6.00, 4.67, 6.42},
    {3.42, 5.50, 6.42, 6.42, 5.00, 3.92, 6.17},
    {2.50, 4.92, 6.25, 7.33, 4.50, 2.25, 6.33, 2.75},
    {6.08, 6.67, 4.25, 2.67, 6.00, 6.17, 6.17, 6.92, 6.17},
    {5.25, 6.83, 4.50, 3.75, 5.75, 5.42, 6.08, 5.83, 6.67, 3.67},
    {4.75, 3.00, 6.08, 6.67, 5.00, 5.58, 4.83, 6.17, 5.67, 6.50, 6.92}
  };

  /** The average widths that the paper gives for two and for three clusters: 0.28 and 0.33. */
  @Test
  void examplesOfThePaper() {
    Silhouette countries = new Silhouette(COUNTRIES);

    assertThat(countries.mean(new int[] {0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0}, 2))
        .isEqualTo(0.28, within(0.005));
    assertThat(countries.mean(new int[] {0, 1, 2, 2, 0, 0, 1, 0, 0, 2, 2, 1}, 3))
        .isEqualTo(0.33, within(0.005));
  }

  @Property(tries = 200)
  void agreesWithTheDefinitionPointByPoint(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int k) {
    float[][] points = points(15, 3, seed);
    int[] labels = labels(15, k, seed);

    assertThat(Silhouette.mean(points, labels, k))
        .isEqualTo(naive(points, labels, k), within(1e-12));
    assertThat(Silhouette.mean(points, labels, k)).isBetween(-1.0, 1.0);
  }

  @Property(tries = 50)
  void namesOfClustersDoNotMatter(@ForAll long seed) {
    float[][] points = points(15, 3, seed);
    int[] labels = labels(15, 3, seed);
    int[] renamed = new int[15];
    for (int i = 0; i < 15; i++) {
      renamed[i] = (labels[i] + 1) % 3;
    }

    assertThat(Silhouette.mean(points, renamed, 3))
        .isEqualTo(Silhouette.mean(points, labels, 3), within(1e-12));
  }

  @Test
  void sampleOfFewPointsIsAllOfThem() {
    float[][] points = points(40, 3, 7);
    int[] labels = labels(40, 3, 7);

    assertThat(Silhouette.sampledMean(points, labels, 3, 1))
        .isEqualTo(Silhouette.mean(points, labels, 3));
  }

  @Test
  void sampleOfManyPointsIsSeededAndCloseToAll() {
    int n = 2 * Silhouette.MAX_POINTS;
    float[][] points = points(n, 2, 3);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = points[i][0] > 0 ? 1 : 0;
      points[i][0] += labels[i] * 3;
    }
    double all = Silhouette.mean(points, labels, 2);

    double sampled = Silhouette.sampledMean(points, labels, 2, 5);

    assertThat(sampled).isEqualTo(all, within(0.03)).isNotEqualTo(all);
    assertThat(Silhouette.sampledMean(points, labels, 2, 5)).isEqualTo(sampled);
  }

  @Test
  void pointsWithoutLabelsAreRefused() {
    assertThatThrownBy(() -> Silhouette.sampledMean(new float[3][2], new int[2], 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("had 3 points and 2 labels");
    assertThatThrownBy(() -> Silhouette.sampledMean(new float[0][], new int[0], 2, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double naive(float[][] points, int[] labels, int k) {
    double total = 0;
    for (int i = 0; i < points.length; i++) {
      double own = meanDistance(points, labels, i, labels[i]);
      double other = Double.POSITIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        double distance = c == labels[i] ? Double.NaN : meanDistance(points, labels, i, c);
        other = Double.isNaN(distance) ? other : Math.min(other, distance);
      }
      boolean alone = Double.isNaN(own) || Double.isInfinite(other);
      total += alone ? 0 : (other - own) / Math.max(own, other);
    }
    return total / points.length;
  }

  /** NaN without other points in the cluster. */
  private static double meanDistance(float[][] points, int[] labels, int from, int cluster) {
    double sum = 0;
    int n = 0;
    for (int j = 0; j < points.length; j++) {
      if (j != from && labels[j] == cluster) {
        sum += VectorGeometry.distance(points[from], points[j]);
        n++;
      }
    }
    return sum / n;
  }

  private static float[][] points(int n, int width, long seed) {
    Random random = new Random(seed);
    float[][] points = new float[n][width];
    for (float[] point : points) {
      for (int i = 0; i < width; i++) {
        point[i] = (float) random.nextGaussian();
      }
    }
    return points;
  }

  private static int[] labels(int n, int k, long seed) {
    return new Random(~seed).ints(n, 0, k).toArray();
  }
}
