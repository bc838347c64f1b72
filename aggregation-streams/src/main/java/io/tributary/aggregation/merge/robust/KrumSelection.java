package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.id.UpdateId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The choice of Krum: score_i is the sum of the squared distances to the n - f - 2 nearest others;
 * the m lowest scores are kept, the lower update id first among equals (Blanchard et al. 2017).
 *
 * @param byzantine f
 * @param kept m
 */
public record KrumSelection(int byzantine, int kept) {

  /**
   * The kept updates, in ascending order.
   *
   * @param chunks each of the same updates, added up in this order
   */
  public List<UpdateId> choose(List<Distances> chunks) {
    List<UpdateId> updates = chunks.get(0).updates();
    double[] scores = scores(chunks);
    return IntStream.range(0, updates.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).thenComparing(updates::get))
        .limit(kept)
        .map(updates::get)
        .sorted()
        .toList();
  }

  /** One score for each update, in their order. */
  double[] scores(List<Distances> chunks) {
    double[] squares = total(chunks);
    int n = chunks.get(0).updates().size();
    int neighbours = n - byzantine - 2;
    if (neighbours < 1) {
      throw new IllegalStateException(
          "krum must have at least f + 3 updates to score one, had " + n + " with f " + byzantine);
    }
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      double[] others = distancesOf(i, n, squares);
      Arrays.sort(others);
      for (int k = 0; k < neighbours; k++) {
        scores[i] += others[k];
      }
    }
    return scores;
  }

  private static double[] distancesOf(int i, int n, double[] squares) {
    double[] others = new double[n - 1];
    for (int j = 0; j < n - 1; j++) {
      int other = j < i ? j : j + 1;
      int low = Math.min(i, other);
      int high = Math.max(i, other);
      // Row low of the triangle begins behind (n-1) + (n-2) + .. + (n-low).
      others[j] = squares[low * (2 * n - low - 1) / 2 + high - low - 1];
    }
    return others;
  }

  private static double[] total(List<Distances> chunks) {
    double[] total = chunks.get(0).squares().clone();
    for (Distances chunk : chunks.subList(1, chunks.size())) {
      if (!chunk.updates().equals(chunks.get(0).updates())) {
        throw new IllegalStateException(
            "every chunk must measure the same updates, were "
                + chunks.get(0).updates()
                + " and "
                + chunk.updates());
      }
      for (int pair = 0; pair < total.length; pair++) {
        total[pair] += chunk.squares()[pair];
      }
    }
    return total;
  }
}
