package io.tributary.worker.cluster;

import io.tributary.schemas.geometry.ClusterCount;
import io.tributary.schemas.geometry.KMeans;
import io.tributary.schemas.settings.Failure;

/**
 * How a client's rows become slots.
 *
 * @param slots J_i, or 0 to choose it
 * @param mostSlots bound when it is chosen
 * @param seed of k-means
 */
public record LocalClustering(int slots, int mostSlots, long seed) {
  public LocalClustering {
    if (slots < 0 || slots > 10_000) {
      throw new IllegalArgumentException("slots must be in 0..10000 (0: choose), was " + slots);
    }
  }

  /** Embeds rows without their instructions; only asked when the number of slots is chosen. */
  public interface Contents {
    /** Embeddings of the inputs alone of some rows. */
    float[][] of(int[] rows);
  }

  /**
   * The centroids of a client's slots, fixed from now on.
   *
   * @param client for messages
   * @param embeddings float[n][h], in the rows' order
   * @return float[J_i][h]
   * @throws Failure if there are fewer rows than slots
   */
  public float[][] centroids(String client, float[][] embeddings, Contents contents) {
    requireRows(slots, client, embeddings.length);
    int k = slots > 0 ? slots : chosen(embeddings, contents);
    return KMeans.fit(embeddings, k, KMeans.RESTARTS, seed).centroids();
  }

  /**
   * Passes if a client has enough rows for its slots.
   *
   * @param slots that were asked for; 0 to choose
   * @throws Failure TOO_MANY_SLOTS
   */
  public static void requireRows(int slots, String client, int rows) {
    if (slots > rows) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "TOO_MANY_SLOTS",
          "--slots must be <= " + rows + ", the rows of " + client + ", was " + slots,
          "lower --slots, or pass --slots auto");
    }
  }

  private int chosen(float[][] embeddings, Contents contents) {
    int[] looked = ClusterCount.looked(embeddings.length, seed);
    float[][] points = new float[looked.length][];
    for (int i = 0; i < looked.length; i++) {
      points[i] = embeddings[looked[i]];
    }
    return ClusterCount.choose(points, contents.of(looked), mostSlots, seed);
  }
}
