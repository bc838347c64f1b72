package io.tributary.aggregation.merge.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.merge.strategy.Factors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FloraTest {
  private final Flora flora = new Flora(128);

  /** Algorithms B.4, item 4: what averaging A and B separately gets wrong. */
  @Test
  void meanOfProducts() {
    List<Contribution> contributions =
        List.of(
            Products.contribution(
                0, 1, new Factors(1, 2, 2, new double[] {1, 1}, new double[] {1, 0})),
            Products.contribution(
                1, 1, new Factors(1, 2, 2, new double[] {1, -1}, new double[] {0, 1})));
    Factors next = flora.merge(contributions, Factors.zero(2, 2, 2));
    Products.assertClose(Products.of(next), new double[][] {{.5, .5}, {.5, -.5}}, 0);
  }

  @Property(tries = 40)
  void productIsTheMeanOfTheProducts(@ForAll long seed) {
    var random = new Random(seed);
    List<Contribution> contributions = Products.contributions(random, 5, 7, 2, 1, 3);
    Factors current = Products.random(8, 5, 7, random);
    Factors next = flora.merge(contributions, current);
    Products.assertClose(Products.of(next), Products.mean(contributions), 1e-12);
  }

  /** So that training can go on in them: with A and B both zero no gradient reaches either. */
  @Test
  void componentsThatAreLeftKeepTheirA() {
    var random = new Random(4);
    Factors current = Products.random(3, 2, 2, random);
    Factors next = flora.merge(Products.contributions(random, 2, 2, 1), current);
    for (int i = 2; i < 6; i++) {
      assertThat(next.a()[i]).isEqualTo(current.a()[i]);
    }
    assertThat(new double[] {next.b()[1], next.b()[2], next.b()[4], next.b()[5]}).containsOnly(0);
  }

  @Test
  void refusesMoreRanksThanTheLayoutHas() {
    var random = new Random(4);
    List<Contribution> contributions = Products.contributions(random, 2, 2, 2, 2);
    assertThatThrownBy(() -> flora.merge(contributions, Factors.zero(3, 2, 2)))
        .hasMessageContaining("sum up to the layout's 3 at most, had 2 updates of 4 in all");
  }
}
