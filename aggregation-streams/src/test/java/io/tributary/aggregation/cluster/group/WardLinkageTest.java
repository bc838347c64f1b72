package io.tributary.aggregation.cluster.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WardLinkageTest {
  /** By its definition: join the two clusters whose union adds least to the sum of squares. */
  @Property(tries = 200)
  void joinsWhatAddsLeastToTheSumOfSquares(
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll @IntRange(min = 1, max = 5) int k,
      @ForAll long seed) {
    var random = new Random(seed);
    double[][] points = new double[n][3];
    for (double[] point : points) {
      for (int d = 0; d < point.length; d++) {
        point[d] = random.nextGaussian();
      }
    }
    assertThat(WardLinkage.labels(points, k)).isEqualTo(naive(points, k));
  }

  /** Single linkage would chain the first five; Ward cuts where both halves are tight. */
  @Test
  void halvesARowOfPoints() {
    double[][] points = {{0}, {1}, {2}, {3.1}, {4.1}, {5.1}};
    assertThat(WardLinkage.labels(points, 2)).containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(WardLinkage.labels(points, 1)).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @Test
  void equalPointsAreJoinedFromTheLowestIndexOn() {
    double[][] points = {{1, 1}, {0, 0}, {1, 1}, {0, 0}};
    assertThat(WardLinkage.labels(points, 2)).containsExactly(0, 1, 0, 1);
    assertThat(WardLinkage.labels(points, 3)).containsExactly(0, 1, 0, 2);
  }

  @Test
  void fewerPointsThanClustersStayApart() {
    assertThat(WardLinkage.labels(new double[][] {{1}, {1}}, 5)).containsExactly(0, 1);
  }

  private static int[] naive(double[][] points, int k) {
    List<List<Integer>> clusters = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      clusters.add(new ArrayList<>(List.of(i)));
    }
    while (clusters.size() > k) {
      int[] best = null;
      double least = Double.POSITIVE_INFINITY;
      for (int a = 0; a < clusters.size(); a++) {
        for (int b = a + 1; b < clusters.size(); b++) {
          var union = new ArrayList<>(clusters.get(a));
          union.addAll(clusters.get(b));
          double added =
              squares(points, union)
                  - squares(points, clusters.get(a))
                  - squares(points, clusters.get(b));
          if (added < least) {
            least = added;
            best = new int[] {a, b};
          }
        }
      }
      clusters.get(best[0]).addAll(clusters.remove(best[1]));
    }
    int[] labels = new int[points.length];
    for (int c = 0; c < clusters.size(); c++) {
      for (int member : clusters.get(c)) {
        labels[member] = c;
      }
    }
    return labels;
  }

  private static double squares(double[][] points, List<Integer> members) {
    double sum = 0;
    for (int d = 0; d < points[0].length; d++) {
      double mean = 0;
      for (int member : members) {
        mean += points[member][d] / members.size();
      }
      for (int member : members) {
        sum += (points[member][d] - mean) * (points[member][d] - mean);
      }
    }
    return sum;
  }
}
