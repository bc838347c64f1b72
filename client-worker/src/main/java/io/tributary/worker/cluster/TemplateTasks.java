package io.tributary.worker.cluster;

import io.tributary.schemas.geometry.KMeans;
import io.tributary.schemas.geometry.VectorGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the tasks of one client whose texts come from templates. Wordings of one task are as far
 * apart as tasks are, so that distances between texts do not decide; their contents do:
 *
 * <ol>
 *   <li>k-means cuts the texts into small pieces, hardly any of which contains two tasks.
 *   <li>Pieces that share wordings are joined: a template belongs to one task, whatever topics its
 *       inputs form.
 *   <li>The result are sets of wordings. Those of one task are filled with inputs that were drawn
 *       alike, so that their contents have the same mean; those of two tasks are not. Sets whose
 *       contents cannot be distinguished are joined, nearest first.
 * </ol>
 *
 * <p>Measured with all-MiniLM-L6-v2 on six tasks of four wordings each: the contents of two
 * wordings of a task were at most 0.05 apart with 900 rows, those of two tasks at least 0.30.
 */
final class TemplateTasks {
  private static final int TEXTS_OF_A_PIECE = 8;
  private static final int RESTARTS = 5;
  private static final double SAME_WORDINGS = 0.25;

  /** The distance, beyond the noise of means, from which contents belong to two tasks. */
  private static final double SAME_CONTENTS = 0.16;

  /**
   * The distance from which contents are clearly two tasks: contents of one task were 0.10 apart at
   * most, those of two tasks 0.30 at least.
   */
  private static final double CLEARLY_APART = 0.21;

  /**
   * The factor on the noise of means. Two samples of one population have means whose squared
   * distance is on average the sum of the means' variances, with a standard deviation of about a
   * fifth of it. This factor leaves room for two and a half standard deviations.
   */
  private static final double NOISE = 1.5;

  private static final int FEWEST_TEXTS = 4;
  private static final double SMALLEST_SHARE = 0.05;

  private final float[][] contents;
  private final List<int[]> tasks = new ArrayList<>();
  private double closest = Double.POSITIVE_INFINITY;

  private interface Difference {
    double of(int[] some, int[] others);
  }

  private record Pair(int kept, int gone, double difference) {}

  /**
   * Finds the tasks of a client's texts.
   *
   * @param points embeddings of the texts, of length 1, float[n][h]
   * @param contents embeddings of the texts' contents, of length 1, float[n][h]
   * @param most largest number of tasks, >= 1
   */
  TemplateTasks(float[][] points, float[][] contents, TextTemplates wordings, int most, long seed) {
    this.contents = contents;
    tasks.addAll(pieces(points, 2 * most, seed));
    joinWhileBelow(1 - SAME_WORDINGS, 1, (a, b) -> 1 - wordings.overlap(a, b));
    dropTiny();
    joinWhileBelow(SAME_CONTENTS * SAME_CONTENTS, 1, this::apart);
    joinWhileBelow(Double.POSITIVE_INFINITY, most, this::apart);
    if (tasks.size() > 1) {
      closest = closest(this::apart).difference();
    }
  }

  /** Returns the indices of the texts of each task; a text may be in none. */
  List<int[]> tasks() {
    return List.copyOf(tasks);
  }

  /** Returns whether two of the tasks are so close that they may be one. */
  boolean isUnsure() {
    return closest < CLEARLY_APART * CLEARLY_APART;
  }

  private static List<int[]> pieces(float[][] points, int most, long seed) {
    int k = Math.max(1, Math.min(most, points.length / TEXTS_OF_A_PIECE));
    int[] labels = KMeans.fit(points, k, RESTARTS, seed).labels();
    return IntStream.range(0, k)
        .mapToObj(
            piece ->
                IntStream.range(0, labels.length).filter(text -> labels[text] == piece).toArray())
        .filter(piece -> piece.length > 0)
        .toList();
  }

  /** Removes tiny sets, which are too small to compare; their texts join the nearest set. */
  private void dropTiny() {
    double needed = Math.max(FEWEST_TEXTS, SMALLEST_SHARE * contents.length);
    if (tasks.stream().anyMatch(set -> set.length >= needed)) {
      tasks.removeIf(set -> set.length < needed);
    }
  }

  private void joinWhileBelow(double bound, int fewest, Difference difference) {
    while (tasks.size() > fewest) {
      Pair pair = closest(difference);
      if (pair.difference() >= bound) {
        return;
      }
      int[] gone = tasks.remove(pair.gone());
      tasks.set(
          pair.kept(),
          IntStream.concat(IntStream.of(tasks.get(pair.kept())), IntStream.of(gone))
              .sorted()
              .toArray());
    }
  }

  private Pair closest(Difference difference) {
    Pair closest = null;
    for (int gone = 1; gone < tasks.size(); gone++) {
      for (int kept = 0; kept < gone; kept++) {
        double apart = difference.of(tasks.get(kept), tasks.get(gone));
        if (closest == null || apart < closest.difference()) {
          closest = new Pair(kept, gone, apart);
        }
      }
    }
    return closest;
  }

  /** Returns the squared distance of the means of contents, minus what may be noise. */
  private double apart(int[] some, int[] others) {
    float[][] a = at(some, contents);
    float[][] b = at(others, contents);
    float[] meanOfA = VectorGeometry.mean(a);
    float[] meanOfB = VectorGeometry.mean(b);
    return VectorGeometry.squaredDistance(meanOfA, meanOfB)
        - NOISE * (varianceOfMean(a, meanOfA) + varianceOfMean(b, meanOfB));
  }

  private static double varianceOfMean(float[][] points, float[] mean) {
    double spread = VectorGeometry.spread(points, mean);
    return spread * spread / Math.max(1, points.length - 1);
  }

  static float[][] at(int[] indices, float[][] points) {
    return IntStream.of(indices).mapToObj(index -> points[index]).toArray(float[][]::new);
  }
}
