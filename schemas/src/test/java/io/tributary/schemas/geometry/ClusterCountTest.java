package io.tributary.schemas.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of length 1 in 48 dimensions: tasks, wordings and noise as text embeddings have them. */
class ClusterCountTest {
  private static final int WIDTH = 48;
  private static final double TASK = 0.5;
  private static final double WORDING = 0.5;
  private static final double NOISE = 0.09;

  @ParameterizedTest
  @CsvSource({"1, 75", "1, 400", "2, 75", "2, 400", "4, 160", "4, 600"})
  void findsTheTasksOfAClient(int tasks, int rows) {
    Sample sample = sample(tasks, 1, rows);

    assertThat(ClusterCount.choose(sample.points, sample.contents, 8, 1)).isEqualTo(tasks);
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 150", "1, 3, 150", "2, 2, 300"})
  void wordingsOfOneInstructionAreNotTasks(int tasks, int wordings, int rows) {
    Sample sample = sample(tasks, wordings, rows);

    assertThat(ClusterCount.choose(sample.points, sample.contents, 8, 1))
        .isLessThanOrEqualTo(tasks);
  }

  @Test
  void equalPointsAreOneCluster() {
    float[][] points = new float[20][];
    Arrays.fill(points, new float[] {1, 0});

    assertThat(ClusterCount.choose(points, 8, 1)).isEqualTo(1);
    assertThat(ClusterCount.chooseForCentroids(points, 8, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 8", "4, 8", "4, 16", "6, 32", "8, 8", "1, 1", "2, 2"})
  void findsTheTasksOfSlots(int tasks, int slots) {
    float[][] centroids = new float[slots][];
    for (int slot = 0; slot < slots; slot++) {
      int task = slot % tasks;
      Sample sample = sample(tasks, 1, 60 * tasks, slot);
      float[][] rows = new float[60][];
      for (int row = 0; row < 60; row++) {
        rows[row] = sample.points[row * tasks + task];
      }
      centroids[slot] = VectorGeometry.mean(rows);
    }

    assertThat(ClusterCount.chooseForCentroids(centroids, 12, 1)).isEqualTo(tasks);
  }

  /** Six tasks, four of which one slot has alone, and two of those are a little nearer. */
  @Test
  void tasksThatOneSlotHasAreNotJoined() {
    float[][] centroids = new float[8][WIDTH];
    for (int slot = 0; slot < centroids.length; slot++) {
      int task = slot < 4 ? slot / 2 : slot - 2;
      centroids[slot][task] = 0.5f;
      centroids[slot][20 + slot] = 0.06f;
      centroids[slot][40] = slot >= 6 ? 0.4f : 0;
    }
    for (int slot = 6; slot < 8; slot++) {
      centroids[slot][slot - 2] = 0.4f;
    }

    assertThat(ClusterCount.chooseForCentroids(centroids, 8, 1)).isEqualTo(6);
  }

  private record Sample(float[][] points, float[][] contents) {}

  private static Sample sample(int tasks, int wordings, int rows) {
    return sample(tasks, wordings, rows, 0);
  }

  /** Row r is of task r mod tasks; its wording is drawn without regard to its content. */
  private static Sample sample(int tasks, int wordings, int rows, long seed) {
    var random = new SplittableRandom(seed);
    float[][] points = new float[rows][];
    float[][] contents = new float[rows][];
    for (int row = 0; row < rows; row++) {
      double[] content = new double[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        content[i] = NOISE * random.nextGaussian();
      }
      content[row % tasks] += TASK;
      contents[row] = ofLengthOne(content);
      double[] point = content.clone();
      point[10 + row % tasks * wordings + random.nextInt(wordings)] += WORDING;
      points[row] = ofLengthOne(point);
    }
    return new Sample(points, contents);
  }

  private static float[] ofLengthOne(double[] vector) {
    double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    float[] scaled = new float[vector.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (vector[i] / length);
    }
    return scaled;
  }
}
