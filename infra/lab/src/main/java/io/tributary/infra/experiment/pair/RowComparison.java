package io.tributary.infra.experiment.pair;

import io.tributary.infra.experiment.pair.CorrectAnswers.TestRow;
import io.tributary.infra.experiment.pair.PairedSeed.Pair;
import io.tributary.infra.experiment.plan.ComparisonMetric;
import io.tributary.infra.measure.statistics.BootstrapInterval;
import io.tributary.infra.measure.statistics.BootstrapInterval.Stratum;
import io.tributary.infra.measure.statistics.ConfidenceInterval;
import io.tributary.infra.measure.statistics.McNemar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The comparison of two methods on the same test rows. All clients of a run ask the same rows, and
 * seeds share some, so that their answers are no independent trials: a row counts once, for the
 * method that was right more often over all clients and seeds that asked it. The trained adapters
 * are taken as given; other seeds might train others.
 *
 * @param rows number of different rows that were compared
 * @param unpaired rows that only one method was asked, over all seeds
 * @param difference first minus second in the compared figure, mean over seeds
 * @param test over all seeds, each row once
 * @param seeds the same test within each seed
 * @param overClients interval of the difference by resampling clients, each with all its rows of
 *     all seeds; empty if clients do not differ, as where all get the same answers
 * @param overRows interval of the difference by resampling rows within their tasks, each with all
 *     clients' and seeds' answers; empty if rows do not differ
 */
public record RowComparison(
    int rows,
    int unpaired,
    double difference,
    McNemar test,
    SortedMap<Long, McNemar> seeds,
    Optional<ConfidenceInterval> overClients,
    Optional<ConfidenceInterval> overRows) {

  /**
   * Compares two methods row by row.
   *
   * @param figure selects the answers that count
   * @param first a method's marks, by seed
   * @param second the other's
   * @return empty if no seed has marks of both that count
   */
  public static Optional<RowComparison> of(
      ComparisonMetric figure,
      SortedMap<Long, CorrectAnswers> first,
      SortedMap<Long, CorrectAnswers> second,
      BootstrapInterval bootstrap) {
    var common = new TreeSet<>(first.keySet());
    common.retainAll(second.keySet());
    var seeds = new TreeMap<Long, PairedSeed>();
    for (Long seed : common) {
      PairedSeed paired = PairedSeed.of(figure, first.get(seed), second.get(seed));
      if (!paired.pairs().isEmpty()) {
        seeds.put(seed, paired);
      }
    }
    return seeds.isEmpty() ? Optional.empty() : Optional.of(of(seeds, bootstrap));
  }

  private static RowComparison of(SortedMap<Long, PairedSeed> seeds, BootstrapInterval bootstrap) {
    var all = new ArrayList<Pair>();
    var tests = new TreeMap<Long, McNemar>();
    seeds.forEach(
        (seed, paired) -> {
          all.addAll(paired.pairs());
          tests.put(seed, test(paired.pairs()));
        });
    double share = 1.0 / seeds.size();
    var byTask = new TreeMap<String, List<Pair>>();
    all.forEach(
        pair -> byTask.computeIfAbsent(pair.row().task(), task -> new ArrayList<>()).add(pair));
    return new RowComparison(
        (int) all.stream().map(Pair::row).distinct().count(),
        seeds.values().stream().mapToInt(PairedSeed::unpaired).sum(),
        share * all.stream().mapToDouble(pair -> pair.weight() * pair.difference()).sum(),
        test(all),
        tests,
        bootstrap.interval(List.of(stratum(all, Pair::client, share))),
        bootstrap.interval(
            byTask.values().stream().map(pairs -> stratum(pairs, Pair::row, share)).toList()));
  }

  private static McNemar test(Collection<Pair> pairs) {
    Map<TestRow, Integer> lead = new HashMap<>();
    pairs.forEach(pair -> lead.merge(pair.row(), pair.difference(), Integer::sum));
    return McNemar.of(
        (int) lead.values().stream().filter(rows -> rows > 0).count(),
        (int) lead.values().stream().filter(rows -> rows < 0).count());
  }

  /** Groups pairs into units by a property, in ascending order of its text. */
  private static Stratum stratum(List<Pair> pairs, Function<Pair, Object> unit, double share) {
    var sums = new TreeMap<String, double[]>();
    for (Pair pair : pairs) {
      double[] sum = sums.computeIfAbsent(unit.apply(pair).toString(), u -> new double[2]);
      sum[0] += pair.weight() * pair.difference();
      sum[1] += pair.weight();
    }
    return new Stratum(
        sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray(),
        sums.values().stream().mapToDouble(sum -> share * sum[1]).toArray());
  }
}
