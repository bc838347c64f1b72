package io.tributary.infra.bench;

import io.tributary.worker.train.MemorySoak.Reading;
import java.util.List;

/**
 * How memory went while the same work was repeated, the first reading being the end of warm-up.
 *
 * @param growthMib of resident memory: the highest later reading less the first
 * @param slopeMib of resident memory, over as much work as was done in all: the line of least
 *     squares through the second half of the readings. A leak has a slope, a late warm-up has none
 * @param moreArrays the last reading's arrays less the first's
 */
record MemoryTrend(double growthMib, double slopeMib, int moreArrays) {
  private static final double MIB = 1L << 20;

  /** Of the readings of one kind of work, at least four, in order. */
  static MemoryTrend of(List<Reading> readings) {
    if (readings.size() < 4) {
      throw new IllegalArgumentException(
          "readings of a trend must be >= 4, were " + readings.size());
    }
    Reading first = readings.get(0);
    Reading last = readings.get(readings.size() - 1);
    long highest = readings.stream().skip(1).mapToLong(Reading::residentBytes).max().orElseThrow();
    List<Reading> secondHalf = readings.subList(readings.size() / 2, readings.size());
    return new MemoryTrend(
        (highest - first.residentBytes()) / MIB,
        slope(secondHalf) * last.done() / MIB,
        last.arrays() - first.arrays());
  }

  /** Bytes for each unit of work. */
  private static double slope(List<Reading> readings) {
    double meanDone = readings.stream().mapToInt(Reading::done).average().orElseThrow();
    double meanBytes = readings.stream().mapToLong(Reading::residentBytes).average().orElseThrow();
    double together = 0;
    double square = 0;
    for (Reading reading : readings) {
      double done = reading.done() - meanDone;
      together += done * (reading.residentBytes() - meanBytes);
      square += done * done;
    }
    return together / square;
  }
}
