package io.tributary.infra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EvaluationRoundsTest {
  @Test
  void takesEveryRoundButTheLastOfAShortRun() {
    assertThat(included(new EvaluationRounds(4, 25))).containsExactly(1, 2, 3);
    assertThat(new EvaluationRounds(4, 25)).hasToString("each of 4 rounds");
  }

  @Test
  void takesEvenlySpacedRoundsOfALongRun() {
    assertThat(included(new EvaluationRounds(20, 5))).containsExactly(4, 8, 12, 16);
    assertThat(new EvaluationRounds(20, 5)).hasToString("5 evenly spaced rounds of 20");
  }

  @Property(tries = 300)
  void withTheLastThereAreAsManyAsSaidAndNoGapIsTwiceAnother(
      @ForAll @IntRange(min = 1, max = 400) int last,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    List<Integer> rounds = included(new EvaluationRounds(last, most));
    assertThat(rounds).hasSize(Math.min(last, most) - 1);
    int before = 0;
    for (int round : rounds) {
      assertThat(round - before).isBetween(last / most, last / most + 1).isPositive();
      before = round;
    }
  }

  private static List<Integer> included(EvaluationRounds rounds) {
    return IntStream.rangeClosed(0, rounds.last() + 1).filter(rounds::includes).boxed().toList();
  }
}
