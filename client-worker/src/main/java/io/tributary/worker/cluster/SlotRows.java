package io.tributary.worker.cluster;

import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.geometry.VectorGeometry;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the rows of each slot, those nearest to its centroid. Centroids stay fixed while rows are
 * added; of every slot the newest rows are kept, up to a bound.
 *
 * @param <R> a row
 */
public final class SlotRows<R> {
  private static final double ANNOUNCED_GROWTH = 1.2;

  private final float[][] centroids;
  private final int mostRows;
  private final List<List<R>> rows = new ArrayList<>();
  private final List<List<float[]>> embeddings = new ArrayList<>();
  private final long[] seen;
  private final long[] announced;
  private final int[] announcedSamples;

  /**
   * Creates slots that have centroids and no rows yet.
   *
   * @param centroids float[J_i][h]
   * @param mostRows kept in every slot
   */
  public SlotRows(float[][] centroids, int mostRows) {
    this.centroids = centroids;
    this.mostRows = mostRows;
    this.seen = new long[centroids.length];
    this.announced = new long[centroids.length];
    this.announcedSamples = new int[centroids.length];
    for (int slot = 0; slot < centroids.length; slot++) {
      rows.add(new ArrayList<>());
      embeddings.add(new ArrayList<>());
    }
  }

  /** Returns the number of slots, with or without rows. */
  public int slots() {
    return centroids.length;
  }

  /** Adds rows, each to the slot of the nearest centroid. */
  public void add(List<R> added, float[][] theirs) {
    for (int i = 0; i < theirs.length; i++) {
      int slot = NearestCentroidSearch.index(theirs[i], centroids);
      rows.get(slot).add(added.get(i));
      embeddings.get(slot).add(theirs[i]);
      seen[slot]++;
      if (rows.get(slot).size() > mostRows) {
        rows.get(slot).remove(0);
        embeddings.get(slot).remove(0);
      }
    }
  }

  /** Returns the slot's rows, oldest first. */
  public List<R> rows(int slot) {
    return List.copyOf(rows.get(slot));
  }

  /** Returns n_s, the number of rows that the slot trains on. */
  public int samples(int slot) {
    return rows.get(slot).size();
  }

  /** Returns mu_s, the mean of the slot's rows; the slot must have one. */
  public float[] mean(int slot) {
    return VectorGeometry.mean(embeddings.get(slot).toArray(float[][]::new));
  }

  /** Returns the root mean square distance of the slot's rows to their mean. */
  public double spread(int slot) {
    float[][] points = embeddings.get(slot).toArray(float[][]::new);
    return VectorGeometry.spread(points, VectorGeometry.mean(points));
  }

  /**
   * Returns whether the slot has grown by more than a fifth since it was announced, or never was
   * announced.
   */
  public boolean isNews(int slot) {
    return samples(slot) > 0 && seen[slot] > announced[slot] * ANNOUNCED_GROWTH;
  }

  /** Records that the slot was announced as it is now. */
  public void announced(int slot) {
    announced[slot] = seen[slot];
    announcedSamples[slot] = samples(slot);
  }

  /**
   * Returns how many rows an update of the slot may claim: those that it trains on, but no more
   * than the slot announced last, because a small growth is not announced.
   */
  public int claimed(int slot) {
    return Math.min(samples(slot), announcedSamples[slot]);
  }
}
