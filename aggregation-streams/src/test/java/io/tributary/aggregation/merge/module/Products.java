package io.tributary.aggregation.merge.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Dense products of factors, by their definition. */
final class Products {
  private Products() {}

  /** B A, entry by entry. */
  static double[][] of(LoraFactors factors) {
    double[][] product = new double[factors.outputs()][factors.inputs()];
    for (int i = 0; i < factors.outputs(); i++) {
      for (int j = 0; j < factors.inputs(); j++) {
        for (int k = 0; k < factors.rank(); k++) {
          product[i][j] +=
              factors.b()[i * factors.rank() + k] * factors.a()[k * factors.inputs() + j];
        }
      }
    }
    return product;
  }

  /** The sum of {@code p_i B_i A_i}. */
  static double[][] mean(List<Contribution> contributions) {
    double weights = contributions.stream().mapToDouble(c -> c.part().weight()).sum();
    LoraFactors first = contributions.get(0).factors();
    double[][] mean = new double[first.outputs()][first.inputs()];
    for (Contribution contribution : contributions) {
      double[][] product = of(contribution.factors());
      for (int i = 0; i < mean.length; i++) {
        for (int j = 0; j < mean[i].length; j++) {
          mean[i][j] += contribution.part().weight() / weights * product[i][j];
        }
      }
    }
    return mean;
  }

  static void assertClose(double[][] actual, double[][] expected, double error) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(error));
    }
  }

  static LoraFactors random(int rank, int inputs, int outputs, Random random) {
    LoraFactors factors = LoraFactors.zero(rank, inputs, outputs);
    for (double[] values : List.of(factors.a(), factors.b())) {
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextGaussian();
      }
    }
    return factors;
  }

  static List<Contribution> contributions(Random random, int inputs, int outputs, int... ranks) {
    var contributions = new ArrayList<Contribution>();
    for (int rank : ranks) {
      LoraFactors factors = random(rank, inputs, outputs, random);
      contributions.add(contribution(contributions.size(), 1 + random.nextInt(9), factors));
    }
    return contributions;
  }

  static Contribution contribution(int slot, long weight, LoraFactors factors) {
    LoraFactors start = LoraFactors.zero(factors.rank(), factors.inputs(), factors.outputs());
    return contribution(slot, weight, start, factors);
  }

  static Contribution contribution(int slot, long weight, LoraFactors start, LoraFactors factors) {
    UpdateId update = UpdateId.parse("a/" + slot + "#1");
    return new Contribution(
        new MergeContribution(update, weight, weight, 1, factors.rank(), 0, 0), start, factors);
  }
}
