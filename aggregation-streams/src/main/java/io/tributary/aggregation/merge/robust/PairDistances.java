package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Squared distances between all pairs of a window's payloads over one chunk, in double.
 *
 * <p>The order of additions is fixed, and so are the bits: coordinate i of a block goes to the
 * running sum i mod 4, the four make the block's sum, and blocks add up in their order.
 */
final class PairDistances {
  private PairDistances() {}

  static Distances of(SortedMap<UpdateId, Clipped> payloads) {
    List<Clipped> rows = new ArrayList<>(payloads.values());
    int length = rows.isEmpty() ? 0 : rows.get(0).payload().remaining();
    double[] squares = new double[rows.size() * (rows.size() - 1) / 2];
    float[] block = new float[FixedPointSum.BLOCK];
    double[][] clipped = new double[rows.size()][FixedPointSum.BLOCK];
    for (int at = 0; at < length; at += FixedPointSum.BLOCK) {
      int count = Math.min(FixedPointSum.BLOCK, length - at);
      for (int row = 0; row < clipped.length; row++) {
        read(rows.get(row), at, block, count, clipped[row]);
      }
      addPairs(clipped, squares);
    }
    return new Distances(new ArrayList<>(payloads.keySet()), squares);
  }

  private static void read(Clipped from, int at, float[] block, int count, double[] into) {
    from.payload().get(from.payload().position() + at, block, 0, count);
    for (int i = 0; i < into.length; i++) {
      into[i] = i < count ? block[i] * from.clip() : 0;
    }
  }

  private static void addPairs(double[][] clipped, double[] squares) {
    int pair = 0;
    for (int left = 0; left < clipped.length; left++) {
      for (int right = left + 1; right < clipped.length; right++) {
        squares[pair++] += squaredDistance(clipped[left], clipped[right]);
      }
    }
  }

  private static double squaredDistance(double[] left, double[] right) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int i = 0; i < left.length; i += 4) {
      double difference0 = left[i] - right[i];
      double difference1 = left[i + 1] - right[i + 1];
      double difference2 = left[i + 2] - right[i + 2];
      double difference3 = left[i + 3] - right[i + 3];
      sum0 += difference0 * difference0;
      sum1 += difference1 * difference1;
      sum2 += difference2 * difference2;
      sum3 += difference3 * difference3;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
