package io.tributary.schemas.model.graph;

import java.util.List;

/**
 * The token ids of a batch; each row is padded on the right to the longest.
 *
 * @param ids {@code rows x width}, row-major; values in padding have no effect
 * @param lengths tokens in each row, >= 1
 * @param width tokens in the longest row
 */
public record TokenBatch(long[] ids, int[] lengths, int width) {

  /**
   * Pads the rows to one width. There must be at least one row, and each row must have at least one
   * token.
   */
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

  /** Returns the number of texts in the batch. */
  public int rows() {
    return lengths.length;
  }

  /** Returns the number of tokens without padding. */
  public long tokens() {
    long total = 0;
    for (int length : lengths) {
      total += length;
    }
    return total;
  }

  /** Returns whether any row is shorter than the longest. */
  boolean padded() {
    return tokens() < (long) rows() * width;
  }

  /**
   * Returns {@code rows x width} values: {@code inside} at real tokens, {@code outside} in padding.
   */
  float[] mask(float inside, float outside) {
    float[] mask = new float[ids.length];
    for (int i = 0; i < rows(); i++) {
      for (int t = 0; t < width; t++) {
        mask[i * width + t] = t < lengths[i] ? inside : outside;
      }
    }
    return mask;
  }

  /**
   * Returns {@code rows x width} weights whose sum over the real tokens of a row is 1, and 0 in
   * padding.
   */
  float[] meanWeights() {
    float[] weights = mask(1, 0);
    for (int i = 0; i < ids.length; i++) {
      weights[i] /= lengths[i / width];
    }
    return weights;
  }
}
