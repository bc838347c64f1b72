package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FloraTest {
  private static final double ROUNDING = 1e-9;

  private final Flora flora = new Flora(128);

  /**
   * ALGORITHMS.md, "Means of factors and of products": what averaging A and B separately gets
   * wrong.
   */
  @Test
  void meanOfProductsOfModulesThatStartAtZero() {
    List<Contribution> contributions =
        List.of(
            Products.contribution(
                0, 1, new LoraFactors(1, 2, 2, new double[] {1, 1}, new double[] {1, 0})),
            Products.contribution(
                1, 1, new LoraFactors(1, 2, 2, new double[] {1, -1}, new double[] {0, 1})));
    LoraFactors next = flora.merge(contributions, LoraFactors.zero(2, 2, 2));
    Products.assertClose(Products.of(next), new double[][] {{.5, .5}, {.5, -.5}}, ROUNDING);
  }

  /** The paper's sum, where the layout's rank holds it. */
  @Property(tries = 40)
  void theStackIsAddedToTheVersion(@ForAll long seed) {
    var random = new Random(seed);
    List<Contribution> contributions = Products.contributions(random, 5, 7, 2, 1, 3);
    LoraFactors current = Products.random(8, 5, 7, random);
    LoraFactors next = flora.merge(contributions, current);
    Products.assertClose(
        Products.of(next),
        plus(Products.of(current), Products.mean(contributions), 1),
        ROUNDING * 100);
  }

  /** Clients of small ranks hold a part of the version only: what they do not hold must stay. */
  @Property(tries = 20)
  void roundsInWhichNobodyChangesAnythingChangeNothing(@ForAll long seed) {
    var random = new Random(seed);
    LoraFactors version = Products.random(4, 6, 5, random);
    double[][] before = Products.of(version);
    for (int round = 0; round < 5; round++) {
      var contributions = new ArrayList<Contribution>();
      for (int rank = 1; rank <= 3; rank++) {
        LoraFactors start = first(version, rank);
        contributions.add(Products.contribution(rank, rank, start, start));
      }
      version = flora.merge(contributions, version);
    }
    Products.assertClose(Products.of(version), before, ROUNDING);
  }

  /** Against dense sums, round after round; all of it fits the layout's rank. */
  @Property(tries = 20)
  void threeRoundsAreThoseOfDenseSums(@ForAll long seed) {
    var random = new Random(seed);
    LoraFactors version = LoraFactors.zero(5, 6, 5);
    double[][] sum = Products.of(version);
    for (int round = 0; round < 3; round++) {
      var contributions = new ArrayList<Contribution>();
      for (int client = 0; client < 4; client++) {
        int rank = 1 + client % 3;
        LoraFactors start = first(version, rank);
        contributions.add(Products.contribution(client, 1 + client, start, changed(start, random)));
      }
      double weights = 1 + 2 + 3 + 4;
      for (Contribution c : contributions) {
        double share = c.part().weight() / weights;
        sum = plus(sum, Products.of(c.factors()), share);
        sum = plus(sum, Products.of(c.start()), -share);
      }
      version = flora.merge(contributions, version);
      Products.assertClose(Products.of(version), sum, ROUNDING);
    }
  }

  private static LoraFactors first(LoraFactors version, int rank) {
    LoraFactors first = LoraFactors.zero(rank, version.inputs(), version.outputs());
    System.arraycopy(version.a(), 0, first.a(), 0, first.a().length);
    for (int i = 0; i < version.outputs(); i++) {
      for (int k = 0; k < rank; k++) {
        first.b()[i * rank + k] = version.b()[i * version.rank() + k];
      }
    }
    return first;
  }

  private static LoraFactors changed(LoraFactors start, Random random) {
    LoraFactors change = Products.random(start.rank(), start.inputs(), start.outputs(), random);
    LoraFactors trained = LoraFactors.zero(start.rank(), start.inputs(), start.outputs());
    for (int i = 0; i < start.a().length; i++) {
      trained.a()[i] = start.a()[i] + 0.3 * change.a()[i];
    }
    for (int i = 0; i < start.b().length; i++) {
      trained.b()[i] = start.b()[i] + 0.3 * change.b()[i];
    }
    return trained;
  }

  private static double[][] plus(double[][] one, double[][] other, double scale) {
    double[][] sum = new double[one.length][one[0].length];
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum[i].length; j++) {
        sum[i][j] = one[i][j] + scale * other[i][j];
      }
    }
    return sum;
  }
}
