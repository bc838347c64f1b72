package io.tributary.infra.measure.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ConfusionMatrixPropertiesTest {
  @Property(tries = 300)
  void agreesWithCountingRowByRow(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 6) int classes) {
    List<String> truth = answers(rows, classes, seed);
    List<String> predicted = answers(rows, classes, seed + 1);

    ConfusionMatrix matrix = ConfusionMatrix.of(truth, predicted);

    assertThat(matrix.accuracy()).isEqualTo(naiveAccuracy(truth, predicted), within(1e-15));
    assertThat(matrix.macroF1()).isEqualTo(naiveMacroF1(truth, predicted), within(1e-12));
  }

  @Property(tries = 100)
  void orderOfRowsChangesNothing(@ForAll long seed) {
    List<String> truth = answers(30, 4, seed);
    List<String> predicted = answers(30, 4, ~seed);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));

    ConfusionMatrix shuffled =
        ConfusionMatrix.of(
            order.stream().map(truth::get).toList(), order.stream().map(predicted::get).toList());

    assertThat(shuffled.counts()).isDeepEqualTo(ConfusionMatrix.of(truth, predicted).counts());
  }

  @Property(tries = 100)
  void rightAnswersScoreOne(@ForAll long seed) {
    List<String> truth = answers(20, 5, seed);

    ConfusionMatrix matrix = ConfusionMatrix.of(truth, truth);

    assertThat(matrix.accuracy()).isEqualTo(1);
    assertThat(matrix.macroF1()).isEqualTo(1);
  }

  private static double naiveAccuracy(List<String> truth, List<String> predicted) {
    double right = 0;
    for (int i = 0; i < truth.size(); i++) {
      right += truth.get(i).equals(predicted.get(i)) ? 1 : 0;
    }
    return right / truth.size();
  }

  /** Precision and recall first, F1 as their harmonic mean. */
  private static double naiveMacroF1(List<String> truth, List<String> predicted) {
    Set<String> classes = new HashSet<>(truth);
    classes.addAll(predicted);
    double sum = 0;
    for (String name : classes) {
      double hits = 0;
      for (int i = 0; i < truth.size(); i++) {
        hits += truth.get(i).equals(name) && predicted.get(i).equals(name) ? 1 : 0;
      }
      if (hits > 0) {
        double precision = hits / Collections.frequency(predicted, name);
        double recall = hits / Collections.frequency(truth, name);
        sum += 2 * precision * recall / (precision + recall);
      }
    }
    return sum / classes.size();
  }

  private static List<String> answers(int rows, int classes, long seed) {
    Random random = new Random(seed);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      answers.add("class" + random.nextInt(classes));
    }
    return answers;
  }
}
