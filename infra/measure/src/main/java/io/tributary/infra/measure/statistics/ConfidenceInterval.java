package io.tributary.infra.measure.statistics;

/**
 * An interval in which a mean lies with a confidence.
 *
 * @param level probability that such an interval covers it, such as 0.95
 * @param lower bound
 * @param upper bound
 */
public record ConfidenceInterval(double level, double lower, double upper) {
  /** Returns whether the interval includes a value. */
  public boolean covers(double value) {
    return lower <= value && value <= upper;
  }
}
