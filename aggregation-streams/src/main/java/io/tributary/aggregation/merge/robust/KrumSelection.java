package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.id.UpdateId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses as Krum does: score_i is the sum of the squared distances to the n - f - 2 nearest
 * others; the m lowest scores are kept, the lower update id first among equals (Blanchard et al.
 * 2017).
 *
 * @param byzantine f
 * @param kept m
 */
public record KrumSelection(int byzantine, int kept) {

  /**
   * Returns the kept updates, in ascending order.
   *
   * @param chunks distances of the same updates in each chunk, added up in this order
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

  /** Returns one score for each update, in their order. */
  double[] scores(List<Distances> chunks) {
    Distances distances = Distances.sum(chunks);
    int n = distances.updates().size();
    int neighbours = n - byzantine - 2;
    if (neighbours < 1) {
      throw new IllegalStateException(
          "krum must have at least f + 3 updates to score one, had " + n + " with f " + byzantine);
    }
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      double[] others = distancesOf(i, distances);
      Arrays.sort(others);
      for (int k = 0; k < neighbours; k++) {
        scores[i] += others[k];
      }
    }
    return scores;
  }

  private static double[] distancesOf(int i, Distances distances) {
    return IntStream.range(0, distances.updates().size())
        .filter(other -> other != i)
        .mapToDouble(other -> distances.between(i, other))
        .toArray();
  }
}
