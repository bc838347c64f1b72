package io.tributary.infra.bench;

import io.tributary.worker.train.MemorySoak.Reading;
import java.util.List;

/**
 * How memory went while the same work was repeated after a warm-up.
 *
 * @param growthMib of resident memory's floor, which is what stays between two batches: the highest
 *     later one less the one after warm-up
 * @param swingMib of the highest reading above the highest floor: a batch in work
 * @param slopeMib of resident memory's floor, over as much work as was done in all: the line of
 *     least squares through the second half of the readings. A leak has a slope, a late warm-up
 *     none
 * @param moreArrays the last reading's arrays less those after warm-up
 */
record MemoryTrend(double growthMib, double swingMib, double slopeMib, int moreArrays) {
  private static final double MIB = 1L << 20;

  /**
   * Of one kind of work.
   *
   * @param warm the reading after warm-up
   * @param later all that follow, in order, at least four
   */
  static MemoryTrend of(Reading warm, List<Reading> later) {
    if (later.size() < 4) {
      throw new IllegalArgumentException("readings of a trend must be >= 4, were " + later.size());
    }
    Reading last = later.get(later.size() - 1);
    long highest = later.stream().mapToLong(Reading::residentBytes).max().orElseThrow();
    long highestFloor = later.stream().mapToLong(Reading::floorBytes).max().orElseThrow();
    List<Reading> secondHalf = later.subList(later.size() / 2, later.size());
    return new MemoryTrend(
        (highestFloor - warm.floorBytes()) / MIB,
        (highest - highestFloor) / MIB,
        slope(secondHalf) * last.done() / MIB,
        last.arrays() - warm.arrays());
  }

  /** Bytes for each unit of work. */
  private static double slope(List<Reading> readings) {
    double meanDone = readings.stream().mapToInt(Reading::done).average().orElseThrow();
    double meanBytes = readings.stream().mapToLong(Reading::floorBytes).average().orElseThrow();
    double together = 0;
    double square = 0;
    for (Reading reading : readings) {
      double done = reading.done() - meanDone;
      together += done * (reading.floorBytes() - meanBytes);
      square += done * done;
    }
    return together / square;
  }
}
