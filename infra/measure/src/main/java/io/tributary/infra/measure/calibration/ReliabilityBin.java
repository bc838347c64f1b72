package io.tributary.infra.measure.calibration;

/**
 * The answers of one range of confidences: a point of a reliability diagram.
 *
 * @param lower confidence, exclusive (inclusive for the first bin, which begins at 0)
 * @param upper confidence, inclusive
 * @param answers number of answers, >= 1
 * @param confidence their mean
 * @param accuracy share of them that were right
 */
public record ReliabilityBin(
    double lower, double upper, int answers, double confidence, double accuracy) {
  /**
   * Returns the distance of accuracy and mean confidence, {@code |accuracy - confidence|}, in 0..1.
   */
  public double gap() {
    return Math.abs(accuracy - confidence);
  }
}
