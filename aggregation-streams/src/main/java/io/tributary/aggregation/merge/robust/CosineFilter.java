package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.strategy.SelectingStrategy.Choice;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Counted;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Selects the updates whose direction agrees with that of the others. The similarity of an update
 * is the weighted median of its cosines to all updates, itself included; the usual similarity is
 * the weighted median of all similarities. An update is kept if its similarity is at least a share
 * of the usual one. An update weighs as much as it counts, but no more than the weighted median of
 * the weights: many small updates have no more influence than their weight, and a few large ones no
 * more than as many usual ones.
 *
 * <p>While hostile updates have together less than half of that weight, they move no median of an
 * honest update beyond the values of honest ones. All updates are kept where nothing shows which
 * one is wrong: fewer than three updates, or no usual direction (a usual similarity that is not
 * positive). An update without a norm is kept and not compared.
 *
 * @param share of the usual similarity that an update must have
 */
record CosineFilter(double share) {
  /** The smallest number of updates to compare: of two that differ, either may be wrong. */
  private static final int FEWEST = 3;

  /**
   * Chooses among the updates; each counted update is the one at the same index in the distances.
   */
  Choice choose(Distances distances, List<Counted> counted) {
    int[] compared =
        IntStream.range(0, counted.size()).filter(i -> counted.get(i).norm() > 0).toArray();
    var leftOut = new TreeMap<UpdateId, String>();
    if (compared.length >= FEWEST) {
      long[] weights = weights(counted, compared);
      double[] similarities = similarities(distances, counted, compared, weights);
      double usual =
          median(
              IntStream.range(0, compared.length)
                  .mapToObj(i -> new Weighed(similarities[i], weights[i]))
                  .toList());
      for (int i = 0; i < compared.length && usual > 0; i++) {
        if (similarities[i] < share * usual) {
          leftOut.put(counted.get(compared[i]).update(), why(similarities[i], usual));
        }
      }
    }
    List<UpdateId> kept =
        counted.stream().map(Counted::update).filter(id -> !leftOut.containsKey(id)).toList();
    return new Choice(kept, leftOut);
  }

  private String why(double similarity, double usual) {
    return String.format(
        Locale.ROOT,
        "its median cosine to all must be >= %.4f, %s of what is usual, was %.4f",
        share * usual,
        share,
        similarity);
  }

  /** Returns the weights of the compared updates, in their order. */
  private static long[] weights(List<Counted> counted, int[] compared) {
    // An update that is discounted to zero still has a direction.
    long[] weights =
        IntStream.of(compared).mapToLong(i -> Math.max(1, counted.get(i).weight())).toArray();
    long usual =
        (long)
            median(LongStream.of(weights).mapToObj(weight -> new Weighed(weight, weight)).toList());
    return LongStream.of(weights).map(weight -> Math.min(weight, usual)).toArray();
  }

  /** Returns the similarities of the compared updates, in their order. */
  private static double[] similarities(
      Distances distances, List<Counted> counted, int[] compared, long[] weights) {
    double[] similarities = new double[compared.length];
    for (int i = 0; i < compared.length; i++) {
      var cosines = new ArrayList<Weighed>();
      for (int j = 0; j < compared.length; j++) {
        double cosine =
            i == j
                ? 1
                : cosine(
                    counted.get(compared[i]).norm(),
                    counted.get(compared[j]).norm(),
                    distances.between(compared[i], compared[j]));
        cosines.add(new Weighed(cosine, weights[j]));
      }
      similarities[i] = median(cosines);
    }
    return similarities;
  }

  /** Returns the cosine, which follows from the distance and the norms by the law of cosines. */
  private static double cosine(double norm, double other, double squaredDistance) {
    return (norm * norm + other * other - squaredDistance) / (2 * norm * other);
  }

  /** A value with its weight. */
  private record Weighed(double value, long weight) {}

  /**
   * Returns the weighted median: the smallest value that more than half of the weight does not
   * exceed.
   */
  private static double median(List<Weighed> values) {
    long total = values.stream().mapToLong(Weighed::weight).sum();
    long below = 0;
    for (Weighed one :
        values.stream().sorted(Comparator.comparingDouble(Weighed::value)).toList()) {
      below += one.weight();
      if (below > total - below) {
        return one.value();
      }
    }
    throw new IllegalArgumentException("a median must be of at least one value, was of none");
  }
}
