package io.tributary.schemas.geometry;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Clusters point sets that have only one cluster, as a reference: they are drawn from the Gaussian
 * that has the covariance of the given points.
 */
final class OneClusterReference {
  private static final int REFERENCES = 2;
  private static final int RESTARTS = 2;

  private final float[][] points;
  private final long seed;
  private float[][][] references;
  private Silhouette[] silhouettes;

  OneClusterReference(float[][] points, long seed) {
    this.points = points;
    this.seed = seed;
  }

  /**
   * Returns the mean silhouette of k clusters in the references, which are drawn at the first call.
   */
  double silhouette(int k) {
    if (references == null) {
      draw();
    }
    double sum = 0;
    for (int r = 0; r < REFERENCES; r++) {
      Clustering clustering = KMeans.fit(references[r], k, RESTARTS, seed);
      sum += silhouettes[r].mean(clustering.labels(), k);
    }
    return sum / REFERENCES;
  }

  private void draw() {
    var random = new SplittableRandom(seed);
    references = new float[REFERENCES][][];
    silhouettes = new Silhouette[REFERENCES];
    for (int r = 0; r < REFERENCES; r++) {
      references[r] = draw(random.split());
      silhouettes[r] = Silhouette.of(references[r]);
    }
  }

  /**
   * Returns G X / sqrt(n - 1) with G standard normal: its rows have the covariance of the centred
   * X.
   */
  private float[][] draw(SplittableRandom random) {
    float[] mean = VectorGeometry.mean(points);
    int width = mean.length;
    float[][] drawn = new float[points.length][width];
    double[] row = new double[width];
    for (float[] target : drawn) {
      Arrays.fill(row, 0);
      for (float[] point : points) {
        double weight = random.nextGaussian();
        for (int i = 0; i < width; i++) {
          row[i] += weight * (point[i] - mean[i]);
        }
      }
      double scale = 1 / Math.sqrt(points.length - 1.0);
      for (int i = 0; i < width; i++) {
        target[i] = (float) (scale * row[i]);
      }
    }
    return drawn;
  }
}
