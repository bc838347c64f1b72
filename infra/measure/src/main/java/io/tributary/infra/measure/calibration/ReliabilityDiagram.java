package io.tributary.infra.measure.calibration;

import io.tributary.infra.measure.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A reliability diagram and its summaries (Guo et al. 2017, "On Calibration of Modern Neural
 * Networks"): confidences in M bins of equal width, bin m = ((m-1)/M, m/M], with 0 in the first.
 *
 * @param answers number of answers, >= 1
 * @param bins in ascending order, those without an answer left out
 */
public record ReliabilityDiagram(int answers, List<ReliabilityBin> bins) {
  /** The number of bins that Guo et al. use. */
  public static final int DEFAULT_BINS = 15;

  public ReliabilityDiagram {
    bins = List.copyOf(bins);
  }

  /**
   * Sorts answers into bins.
   *
   * @param outcomes at least one
   * @param bins M, at least 1
   * @throws IllegalArgumentException if there is no answer or no bin
   */
  public static ReliabilityDiagram of(List<ScoredAnswer> outcomes, int bins) {
    Require.atLeast(1, "number of answers", outcomes.size(), "score a task that has test rows");
    Require.atLeast(1, "number of bins", bins, "Guo et al. use " + DEFAULT_BINS);
    int[] answers = new int[bins];
    double[] confidences = new double[bins];
    double[] hits = new double[bins];
    for (ScoredAnswer outcome : outcomes) {
      int bin = bin(outcome.confidence(), bins);
      answers[bin]++;
      confidences[bin] += outcome.confidence();
      hits[bin] += outcome.hit();
    }
    List<ReliabilityBin> rows = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (answers[b] > 0) {
        double n = answers[b];
        double lower = (double) b / bins;
        double upper = (b + 1.0) / bins;
        rows.add(new ReliabilityBin(lower, upper, answers[b], confidences[b] / n, hits[b] / n));
      }
    }
    return new ReliabilityDiagram(outcomes.size(), rows);
  }

  /**
   * Returns ECE = sum over bins of (answers of the bin / answers) |accuracy - confidence|; in 0..1.
   */
  public double expectedCalibrationError() {
    double sum = 0;
    for (ReliabilityBin bin : bins) {
      sum += bin.answers() * bin.gap();
    }
    return sum / answers;
  }

  /** Returns MCE, the largest gap of a bin that has answers; in 0..1. */
  public double maximumCalibrationError() {
    return bins.stream().mapToDouble(ReliabilityBin::gap).max().orElseThrow();
  }

  private static int bin(double confidence, int bins) {
    int bin = Math.max(0, (int) Math.ceil(confidence * bins) - 1);
    // The product is rounded: 0.07 * 100 is more than 7, but 0.07 belongs to bin (0.06, 0.07].
    while (bin > 0 && confidence <= (double) bin / bins) {
      bin--;
    }
    while (bin < bins - 1 && confidence > (bin + 1.0) / bins) {
      bin++;
    }
    return bin;
  }
}
