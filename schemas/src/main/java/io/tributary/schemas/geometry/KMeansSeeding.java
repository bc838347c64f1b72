package io.tributary.schemas.geometry;

import java.util.SplittableRandom;

/**
 * Chooses seeds by greedy k-means++ (Arthur and Vassilvitskii 2007, section 2.2 and its greedy
 * variant): each next seed is the best of {@code 2 + ln k} points drawn with probability
 * proportional to D(x)^2.
 */
final class KMeansSeeding {
  private KMeansSeeding() {}

  /** Returns the indices of the points that are seeds. */
  static int[] plusPlus(PointDistances points, int k, SplittableRandom random) {
    int[] seeds = new int[k];
    seeds[0] = random.nextInt(points.points().length);
    double[] nearest = points.to(seeds[0]);
    int draws = 2 + (int) StrictMath.log(k);
    for (int c = 1; c < k; c++) {
      double[] best = null;
      for (int draw = 0; draw < draws; draw++) {
        int candidate = drawByWeight(nearest, random);
        double[] distances = points.to(candidate).clone();
        for (int p = 0; p < distances.length; p++) {
          distances[p] = Math.min(distances[p], nearest[p]);
        }
        if (best == null || sum(distances) < sum(best)) {
          best = distances;
          seeds[c] = candidate;
        }
      }
      nearest = best;
    }
    return seeds;
  }

  private static int drawByWeight(double[] weights, SplittableRandom random) {
    double total = sum(weights);
    if (total == 0) {
      // There are fewer distinct points than clusters: any point is as good as another, and Lloyd's
      // iterations re-seed the empty cluster.
      return random.nextInt(weights.length);
    }
    double left = random.nextDouble() * total;
    int last = 0;
    for (int p = 0; p < weights.length; p++) {
      if (weights[p] > 0) {
        last = p;
        left -= weights[p];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
