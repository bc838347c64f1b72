package io.tributary.infra.experiment.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.infra.experiment.plan.ComparisonMetric;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.rows.MadeUpRows;
import io.tributary.infra.experiment.score.DeploymentScore;
import io.tributary.infra.experiment.score.RowScores;
import io.tributary.infra.measure.statistics.BootstrapInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
  private static final BootstrapInterval FEW = new BootstrapInterval(200, 1, 0.95);
  private static final List<String> TASKS = List.of("a", "b");
  private static final MadeUpRows.Right ALWAYS = (client, task, row) -> true;

  /** Of 20 rows, one method misses the first 9 of a, and the other the last of b. */
  @Test
  void aRowCountsOnceHoweverManyClientsAndSeedsAskIt() {
    MadeUpRows.Right first = (client, task, row) -> !task.equals("b") || row < 9;
    MadeUpRows.Right second = (client, task, row) -> !task.equals("a") || row >= 9;

    RowComparison one =
        compare(ComparisonMetric.ALL_TASKS, seeds(1, 10, 2, first), seeds(1, 10, 2, second));
    RowComparison many =
        compare(ComparisonMetric.ALL_TASKS, seeds(3, 10, 7, first), seeds(3, 10, 7, second));

    for (RowComparison comparison : List.of(one, many)) {
      assertThat(comparison.rows()).isEqualTo(20);
      assertThat(comparison.test().ahead()).isEqualTo(9);
      assertThat(comparison.test().behind()).isEqualTo(1);
      // Ten coins, at most one heads, twice: 22 / 1024.
      assertThat(comparison.test().pValue()).isCloseTo(22.0 / 1024, within(1e-15));
      // 19 of 20 right less 11 of 20.
      assertThat(comparison.difference()).isCloseTo(0.4, within(1e-12));
      // All clients got the same answers.
      assertThat(comparison.overClients()).isEmpty();
      assertThat(comparison.overRows().orElseThrow().covers(0.4)).isTrue();
      assertThat(comparison.overRows().orElseThrow().covers(0)).isFalse();
    }
    assertThat(many.seeds().keySet()).containsExactly(1L, 2L, 3L);
    assertThat(many.seeds().values()).allMatch(test -> test.ahead() == 9 && test.behind() == 1);
  }

  /** Two clients of three are for one method, so that the row is. */
  @Test
  void aRowIsForTheMethodThatMoreClientsWereAnsweredRightlyBy() {
    MadeUpRows.Right first = (client, task, row) -> row > 0 || client < 2;
    MadeUpRows.Right second = (client, task, row) -> row > 0 || client >= 2;

    RowComparison comparison =
        compare(ComparisonMetric.ALL_TASKS, seeds(1, 4, 3, first), seeds(1, 4, 3, second));

    assertThat(comparison.test().ahead()).isEqualTo(2);
    assertThat(comparison.test().behind()).isZero();
    assertThat(comparison.overClients()).isPresent();
  }

  /** c0 and c2 own a, c1 owns b, and c2 never trained. */
  @Test
  void onlyWhatTheFigureCountsIsCompared() {
    MadeUpRows.Right second = (client, task, row) -> client != 2;

    assertThat(figure(ComparisonMetric.OWN_TASKS, second).rows()).isEqualTo(8);
    assertThat(figure(ComparisonMetric.OWN_TASKS, second).difference()).isZero();
    assertThat(figure(ComparisonMetric.UNSEEN_CLIENTS, second).rows()).isEqualTo(4);
    assertThat(figure(ComparisonMetric.UNSEEN_CLIENTS, second).difference())
        .isCloseTo(1, within(1e-12));
    assertThat(figure(ComparisonMetric.UNSEEN_CLIENTS, second).test().ahead()).isEqualTo(4);
    assertThat(
            RowComparison.of(
                ComparisonMetric.UNSEEN_CLIENTS,
                seeds(1, 4, 2, ALWAYS),
                seeds(1, 4, 2, second),
                FEW))
        .isEmpty();
  }

  @Test
  void rowsThatOneMethodWasNotAskedAreToldAndLeftOut() {
    RowComparison comparison =
        compare(
            ComparisonMetric.ALL_TASKS,
            seeds(1, 6, 2, ALWAYS),
            seeds(2, 4, 2, (client, task, row) -> false));

    assertThat(comparison.rows()).isEqualTo(8);
    assertThat(comparison.unpaired()).isEqualTo(4);
    assertThat(comparison.seeds().keySet()).containsExactly(1L);
    assertThat(comparison.difference()).isCloseTo(1, within(1e-12));
  }

  @Property(tries = 60)
  void theDifferenceIsThatOfTheScores(@ForAll long seed) {
    var random = new Random(seed);
    SortedMap<Long, AnsweredRows> first = random(random);
    SortedMap<Long, AnsweredRows> second = random(random);

    for (ComparisonMetric figure : ComparisonMetric.values()) {
      double expected =
          first.keySet().stream()
              .mapToDouble(s -> of(figure, first.get(s)) - of(figure, second.get(s)))
              .average()
              .orElseThrow();
      RowComparison comparison = compare(figure, marks(first), marks(second));
      assertThat(comparison.difference()).as(figure.title()).isCloseTo(expected, within(1e-12));
    }
  }

  @Property(tries = 60)
  void swappedMethodsAreMirroredAndOneMethodIsItsEqual(@ForAll long seed) {
    var random = new Random(seed);
    SortedMap<Long, CorrectAnswers> first = marks(random(random));
    SortedMap<Long, CorrectAnswers> second = marks(random(random));

    RowComparison comparison = compare(ComparisonMetric.OWN_TASKS, first, second);
    RowComparison mirrored = compare(ComparisonMetric.OWN_TASKS, second, first);
    RowComparison same = compare(ComparisonMetric.OWN_TASKS, first, first);

    assertThat(mirrored.difference()).isCloseTo(-comparison.difference(), within(1e-12));
    assertThat(mirrored.test().pValue()).isEqualTo(comparison.test().pValue());
    assertThat(mirrored.test().ahead()).isEqualTo(comparison.test().behind());
    assertThat(mirrored.overRows().isPresent()).isEqualTo(comparison.overRows().isPresent());
    comparison
        .overRows()
        .ifPresent(
            interval -> {
              assertThat(mirrored.overRows().orElseThrow().lower())
                  .isCloseTo(-interval.upper(), within(1e-12));
              assertThat(interval.lower()).isLessThanOrEqualTo(interval.upper());
            });
    assertThat(same.test().pValue()).isEqualTo(1);
    assertThat(same.difference()).isZero();
    assertThat(same.overClients()).isEmpty();
    assertThat(same.overRows()).isEmpty();
  }

  private static RowComparison figure(ComparisonMetric figure, MadeUpRows.Right second) {
    return compare(figure, seeds(1, 4, 3, ALWAYS), seeds(1, 4, 3, second));
  }

  private static double of(ComparisonMetric figure, AnsweredRows rows) {
    DeploymentScore score = RowScores.of(rows).get(ServingMode.GLOBAL);
    return switch (figure) {
      case ALL_TASKS -> score.allTasks();
      case OWN_TASKS -> score.ownTasks();
      case UNSEEN_CLIENTS -> score.unseen().getAsDouble();
    };
  }

  private static SortedMap<Long, AnsweredRows> random(Random random) {
    var runs = new TreeMap<Long, AnsweredRows>();
    for (long seed = 1; seed <= 3; seed++) {
      var right = new ArrayList<Boolean>();
      for (int i = 0; i < 5 * 2 * 6; i++) {
        right.add(random.nextBoolean());
      }
      // Seeds have 4, 5 and 6 rows a task: their means still count alike.
      runs.put(
          seed,
          MadeUpRows.of(
              TASKS,
              3 + (int) seed,
              5,
              List.of(ServingMode.GLOBAL),
              (client, task, row) -> right.get((client * 2 + TASKS.indexOf(task)) * 6 + row)));
    }
    return runs;
  }

  private static SortedMap<Long, CorrectAnswers> marks(SortedMap<Long, AnsweredRows> runs) {
    var marks = new TreeMap<Long, CorrectAnswers>();
    runs.forEach((seed, rows) -> marks.put(seed, CorrectAnswers.of(rows, ServingMode.GLOBAL)));
    return marks;
  }

  private static SortedMap<Long, CorrectAnswers> seeds(
      int seeds, int perTask, int clients, MadeUpRows.Right right) {
    var runs = new TreeMap<Long, AnsweredRows>();
    for (long seed = 1; seed <= seeds; seed++) {
      runs.put(seed, MadeUpRows.of(TASKS, perTask, clients, List.of(ServingMode.GLOBAL), right));
    }
    return marks(runs);
  }

  private static RowComparison compare(
      ComparisonMetric figure,
      SortedMap<Long, CorrectAnswers> first,
      SortedMap<Long, CorrectAnswers> second) {
    return RowComparison.of(figure, first, second, FEW).orElseThrow();
  }
}
