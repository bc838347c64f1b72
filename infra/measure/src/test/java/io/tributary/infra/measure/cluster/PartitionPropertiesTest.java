package io.tributary.infra.measure.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class PartitionPropertiesTest {
  private static final Offset<Double> EXACT = within(1e-10);

  @Property(tries = 300)
  void adjustedRandIndexAgreesWithLookingAtEveryPair(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 25) int rows) {
    List<Integer> a = labels(rows, 4, seed);
    List<Integer> b = labels(rows, 3, seed + 1);

    assertThat(AdjustedRandIndex.of(ContingencyTable.of(a, b))).isEqualTo(naiveAri(a, b), EXACT);
  }

  @Property(tries = 300)
  void mutualInformationAgreesWithEntropiesOfThePairs(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int rows) {
    List<Integer> a = labels(rows, 4, seed);
    List<Integer> b = labels(rows, 3, seed + 1);

    assertThat(NormalizedMutualInformation.of(ContingencyTable.of(a, b)))
        .isEqualTo(naiveNmi(a, b), EXACT);
  }

  @Property(tries = 200)
  void purityAgreesWithCountingRowByRow(@ForAll long seed) {
    List<Integer> clusters = labels(20, 5, seed);
    List<Integer> classes = labels(20, 3, seed + 1);
    double majorities = 0;
    for (int cluster : new HashSet<>(clusters)) {
      int[] votes = new int[3];
      for (int row = 0; row < 20; row++) {
        votes[classes.get(row)] += clusters.get(row) == cluster ? 1 : 0;
      }
      majorities += Math.max(votes[0], Math.max(votes[1], votes[2]));
    }

    assertThat(ContingencyTable.of(clusters, classes).purity()).isEqualTo(majorities / 20, EXACT);
  }

  @Property(tries = 200)
  void namesOfClustersDoNotMatter(@ForAll long seed) {
    List<Integer> a = labels(30, 4, seed);
    List<Integer> b = labels(30, 4, ~seed);
    List<Integer> names = new ArrayList<>(List.of(0, 1, 2, 3));
    Collections.shuffle(names, new Random(seed));
    ContingencyTable table = ContingencyTable.of(a, b);
    ContingencyTable renamed = ContingencyTable.of(a.stream().map(names::get).toList(), b);

    assertThat(AdjustedRandIndex.of(renamed)).isEqualTo(AdjustedRandIndex.of(table));
    assertThat(NormalizedMutualInformation.of(renamed))
        .isEqualTo(NormalizedMutualInformation.of(table));
    assertThat(renamed.purity()).isEqualTo(table.purity());
  }

  @Property(tries = 200)
  void symmetricAndWithinBounds(@ForAll long seed) {
    List<Integer> a = labels(15, 5, seed);
    List<Integer> b = labels(15, 3, ~seed);
    ContingencyTable table = ContingencyTable.of(a, b);
    ContingencyTable swapped = ContingencyTable.of(b, a);

    assertThat(AdjustedRandIndex.of(table))
        .isBetween(-0.5, 1.0)
        .isEqualTo(AdjustedRandIndex.of(swapped), EXACT);
    assertThat(NormalizedMutualInformation.of(table))
        .isBetween(0.0, 1.0)
        .isEqualTo(NormalizedMutualInformation.of(swapped), EXACT);
    assertThat(table.purity()).isBetween(1 / 3.0, 1.0);
  }

  @Property(tries = 100)
  void partitionAgreesWithItself(@ForAll long seed) {
    List<Integer> a = labels(15, 4, seed);

    assertThat(AdjustedRandIndex.of(ContingencyTable.of(a, a))).isEqualTo(1, EXACT);
    assertThat(NormalizedMutualInformation.of(ContingencyTable.of(a, a))).isEqualTo(1, EXACT);
  }

  /** 2 (ad - bc) / ((a + b)(b + d) + (a + c)(c + d)), from the four kinds of pairs. */
  private static double naiveAri(List<Integer> a, List<Integer> b) {
    double both = 0;
    double onlyA = 0;
    double onlyB = 0;
    double neither = 0;
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean inA = a.get(i).equals(a.get(j));
        boolean inB = b.get(i).equals(b.get(j));
        both += inA && inB ? 1 : 0;
        onlyA += inA && !inB ? 1 : 0;
        onlyB += !inA && inB ? 1 : 0;
        neither += !inA && !inB ? 1 : 0;
      }
    }
    double denominator = (both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither);
    return denominator == 0 ? 1 : 2 * (both * neither - onlyA * onlyB) / denominator;
  }

  /** I = H(U) + H(V) - H(U, V). */
  private static double naiveNmi(List<Integer> a, List<Integer> b) {
    List<List<Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      pairs.add(List.of(a.get(i), b.get(i)));
    }
    double entropies = entropy(a) + entropy(b);
    return entropies == 0 ? 1 : 2 * (entropies - entropy(pairs)) / entropies;
  }

  private static double entropy(List<?> labels) {
    Map<Object, Double> shares = new HashMap<>();
    labels.forEach(label -> shares.merge(label, 1.0 / labels.size(), Double::sum));
    double entropy = 0;
    if (shares.size() > 1) {
      for (double p : shares.values()) {
        entropy -= p * Math.log(p);
      }
    }
    return entropy;
  }

  private static List<Integer> labels(int rows, int k, long seed) {
    Random random = new Random(seed);
    List<Integer> labels = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      labels.add(random.nextInt(k));
    }
    return labels;
  }
}
