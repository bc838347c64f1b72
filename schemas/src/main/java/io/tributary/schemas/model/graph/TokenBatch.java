package io.tributary.schemas.model.graph;

import java.util.List;

/**
 * Token ids of a batch, each row padded on the right to the longest.
 *
 * @param ids {@code rows x width}, row-major; what stands in padding is never looked at
 * @param lengths tokens in each row, >= 1
 * @param width tokens in the longest row
 */
public record TokenBatch(long[] ids, int[] lengths, int width) {

  /** Pads the rows; there must be at least one, each with at least one token. */
  public static TokenBatch of(List<long[]> rows) {
    int[] lengths = rows.stream().mapToInt(row -> row.length).toArray();
    int width = 0;
    for (int length : lengths) {
      width = Math.max(width, length);
    }
    long[] ids = new long[lengths.length * width];
    for (int i = 0; i < lengths.length; i++) {
      System.arraycopy(rows.get(i), 0, ids, i * width, lengths[i]);
    }
    return new TokenBatch(ids, lengths, width);
  }

  /** The number of texts in the batch. */
  public int rows() {
    return lengths.length;
  }

  /** Number of tokens, padding not counted. */
  public long tokens() {
    long total = 0;
    for (int length : lengths) {
      total += length;
    }
    return total;
  }

  /** Whether any row is shorter than the longest. */
  boolean padded() {
    return tokens() < (long) rows() * width;
  }

  /** {@code rows x width}: the value {@code inside} at real tokens, {@code outside} in padding. */
  float[] mask(float inside, float outside) {
    float[] mask = new float[ids.length];
    for (int i = 0; i < rows(); i++) {
      for (int t = 0; t < width; t++) {
        mask[i * width + t] = t < lengths[i] ? inside : outside;
      }
    }
    return mask;
  }

  /** {@code rows x width}: weights whose sum over a row's real tokens is 1. */
  float[] meanWeights() {
    float[] weights = mask(1, 0);
    for (int i = 0; i < ids.length; i++) {
      weights[i] /= lengths[i / width];
    }
    return weights;
  }
}
