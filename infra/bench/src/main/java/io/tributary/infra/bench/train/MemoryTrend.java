package io.tributary.infra.bench.train;

import io.tributary.infra.bench.train.MemorySoak.Reading;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The trend of memory while the same work is repeated after a warm-up.
 *
 * <p>Leaked memory stays resident: it raises the lowest as well as the highest sample of every
 * reading. An allocator's reserve changes either alone, the floor by what it returns between two
 * batches, the ceiling by the batch that is being computed. So growth and slope are those of floor
 * or ceiling, whichever is less.
 *
 * @param growthMib of resident memory: the highest later reading minus the one after warm-up
 * @param swingMib of the highest ceiling above the highest floor
 * @param slopeMib over as much work as was done in all: the least-squares line through the second
 *     half of the readings. A leak has a slope, a late warm-up none
 * @param moreArrays the last reading's arrays minus those after warm-up
 */
record MemoryTrend(double growthMib, double swingMib, double slopeMib, int moreArrays) {
  private static final double MIB = 1L << 20;

  /**
   * Computes the trend of one kind of work from its readings.
   *
   * @param warm the reading after warm-up
   * @param later the readings that follow, in order, at least four
   */
  static MemoryTrend of(Reading warm, List<Reading> later) {
    if (later.size() < 4) {
      throw new IllegalArgumentException("readings of a trend must be >= 4, were " + later.size());
    }
    long ceiling = highest(later, Reading::residentBytes);
    long floor = highest(later, Reading::floorBytes);
    Reading last = later.get(later.size() - 1);
    List<Reading> secondHalf = later.subList(later.size() / 2, later.size());
    double slope =
        Math.min(slope(secondHalf, Reading::residentBytes), slope(secondHalf, Reading::floorBytes));
    return new MemoryTrend(
        Math.min(ceiling - warm.residentBytes(), floor - warm.floorBytes()) / MIB,
        (ceiling - floor) / MIB,
        slope * last.done() / MIB,
        last.arrays() - warm.arrays());
  }

  private static long highest(List<Reading> readings, ToLongFunction<Reading> bytes) {
    return readings.stream().mapToLong(bytes).max().orElseThrow();
  }

  /** Returns bytes for each unit of work. */
  private static double slope(List<Reading> readings, ToLongFunction<Reading> bytes) {
    double meanDone = readings.stream().mapToInt(Reading::done).average().orElseThrow();
    double meanBytes = readings.stream().mapToLong(bytes).average().orElseThrow();
    double together = 0;
    double square = 0;
    for (Reading reading : readings) {
      double done = reading.done() - meanDone;
      together += done * (bytes.applyAsLong(reading) - meanBytes);
      square += done * done;
    }
    return together / square;
  }
}
