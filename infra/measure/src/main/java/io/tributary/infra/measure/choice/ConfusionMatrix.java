package io.tributary.infra.measure.choice;

import io.tributary.infra.measure.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts how often each class was answered with each class. The classes are those that occur, as
 * the truth or as an answer, which is also scikit-learn's default.
 *
 * @param classes names in ascending order
 * @param counts int[k][k]: rows of class i that were answered with class j
 */
public record ConfusionMatrix(List<String> classes, int[][] counts) {
  /**
   * Counts how often each right answer was given each answer.
   *
   * @param truth the right answer of every row, at least one row
   * @param predicted the given answer of every row
   * @throws IllegalArgumentException if there is no row, or the lists differ in length
   */
  public static ConfusionMatrix of(List<String> truth, List<String> predicted) {
    Require.sameSize("right answers", truth.size(), "given answers", predicted.size());
    Require.atLeast(1, "number of answered rows", truth.size(), "score a task that has test rows");
    SortedMap<String, Integer> index = index(truth, predicted);
    int[][] counts = new int[index.size()][index.size()];
    for (int row = 0; row < truth.size(); row++) {
      counts[index.get(truth.get(row))][index.get(predicted.get(row))]++;
    }
    return new ConfusionMatrix(List.copyOf(index.keySet()), counts);
  }

  /** Returns the share of rows that were answered right. */
  public double accuracy() {
    int rows = 0;
    int hits = 0;
    for (ClassScore score : perClass()) {
      rows += score.rows();
      hits += score.hits();
    }
    return (double) hits / rows;
  }

  /**
   * Returns the plain mean of {@link ClassScore#f1} over all classes, however many rows they have.
   * Every class that occurs counts, so one that was only ever a wrong answer counts 0.
   */
  public double macroF1() {
    double sum = 0;
    for (ClassScore score : perClass()) {
      sum += score.f1();
    }
    return sum / classes.size();
  }

  /** Returns precision, recall and F1 of every class, in their order. */
  public List<ClassScore> perClass() {
    List<ClassScore> scores = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      int rows = 0;
      int predicted = 0;
      for (int other = 0; other < classes.size(); other++) {
        rows += counts[c][other];
        predicted += counts[other][c];
      }
      scores.add(new ClassScore(classes.get(c), rows, predicted, counts[c][c]));
    }
    return scores;
  }

  private static SortedMap<String, Integer> index(
      Collection<String> truth, Collection<String> predicted) {
    SortedSet<String> names = new TreeSet<>(truth);
    names.addAll(predicted);
    SortedMap<String, Integer> index = new TreeMap<>();
    names.forEach(name -> index.put(name, index.size()));
    return index;
  }
}
