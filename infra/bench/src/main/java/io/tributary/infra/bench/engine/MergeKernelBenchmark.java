package io.tributary.infra.bench.engine;

import io.tributary.aggregation.merge.ChunkInspector;
import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Times the work that the aggregator does on every byte of a payload (the merge kernel, the
 * inspection pass and the digest) beside the machine's own speed of copying memory.
 *
 * <p>The kernel touches 20 bytes for each value: 4 of the payload read, 8 of the sum read, 8
 * written. The copy moves arrays of half as many bytes, so that reading and writing touch as many
 * in all, spread over as much memory. The four take turns, all chunks each, and every chunk counts
 * with its best time, so that a busy moment of the machine does not show; a turn over more chunks
 * than the caches hold finds none of its bytes there.
 */
public final class MergeKernelBenchmark {
  private static final int TOUCHED_BYTES = 20;
  private static final long WEIGHT = 77_000;
  private static final double CLIP = 0.37;

  private static final int KERNEL = 0;
  private static final int COPY = 1;
  private static final int INSPECTION = 2;
  private static final int DIGEST = 3;
  private static final int MEASUREMENTS = 4;

  private final LongSupplier nanoClock;
  private final int repeats;

  /**
   * The measurement of one size of adapter.
   *
   * @param payloadBytes of one update's whole adapter
   * @param kernelGigabytesPerSecond touched by {@link FixedPointSum#add}
   * @param copyGigabytesPerSecond read and written by {@link System#arraycopy}
   * @param ratio kernel / copy
   * @param megavaluesPerSecond payload values that the kernel adds
   * @param inspectionGigabytesPerSecond of payload, checked and its squares summed
   * @param digestGigabytesPerSecond of payload through SHA-256
   */
  public record Row(
      long payloadBytes,
      double kernelGigabytesPerSecond,
      double copyGigabytesPerSecond,
      double ratio,
      double megavaluesPerSecond,
      double inspectionGigabytesPerSecond,
      double digestGigabytesPerSecond) {}

  /**
   * Creates a benchmark that reads time from the given clock.
   *
   * @param nanoClock such as {@code System::nanoTime}
   * @param repeats of each measurement; the first ones also compile
   */
  public MergeKernelBenchmark(LongSupplier nanoClock, int repeats) {
    if (repeats < 1) {
      throw new IllegalArgumentException("repeats must be >= 1, was " + repeats);
    }
    this.nanoClock = nanoClock;
    this.repeats = repeats;
  }

  /**
   * Times adapters of so many whole chunks: one chunk fits the caches, 85 chunks (64 MiB of
   * payload) do not.
   */
  public List<Row> run(int... chunkCounts) {
    var rows = new ArrayList<Row>();
    for (int chunks : chunkCounts) {
      rows.add(row(chunks));
    }
    return rows;
  }

  private Row row(int chunks) {
    byte[][] payloads = payloads(chunks);
    long[][] sums = new long[chunks][AdapterChunks.FLOATS];
    int copied = AdapterChunks.FLOATS * TOUCHED_BYTES / 2;
    byte[][] from = new byte[chunks][copied];
    byte[][] to = new byte[chunks][copied];
    double[][] best = new double[MEASUREMENTS][chunks];
    for (double[] row : best) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    for (int repeat = 0; repeat < repeats; repeat++) {
      time(best[KERNEL], c -> add(payloads[c], sums[c]));
      time(best[COPY], c -> System.arraycopy(from[c], 0, to[c], 0, copied));
      time(best[INSPECTION], c -> inspect(payloads[c]));
      time(best[DIGEST], c -> Digests.ofBytes(ByteBuffer.wrap(payloads[c])));
    }
    double kernel = Arrays.stream(best[KERNEL]).sum();
    double copy = Arrays.stream(best[COPY]).sum();
    long values = (long) chunks * AdapterChunks.FLOATS;
    return new Row(
        4 * values,
        TOUCHED_BYTES * values / kernel,
        TOUCHED_BYTES * values / copy,
        copy / kernel,
        1e3 * values / kernel,
        4 * values / Arrays.stream(best[INSPECTION]).sum(),
        4 * values / Arrays.stream(best[DIGEST]).sum());
  }

  private void time(double[] bestNanos, IntConsumer work) {
    for (int c = 0; c < bestNanos.length; c++) {
      long began = nanoClock.getAsLong();
      work.accept(c);
      double nanos = nanoClock.getAsLong() - began;
      bestNanos[c] = Math.min(bestNanos[c], nanos);
    }
  }

  private static void add(byte[] payload, long[] sums) {
    new FixedPointSum(sums, sums.length).add(AdapterChunks.floats(payload), WEIGHT, CLIP);
  }

  private static void inspect(byte[] payload) {
    if (Double.isNaN(ChunkInspector.sumOfSquares(AdapterChunks.floats(payload)))) {
      throw new IllegalStateException("the benchmark's own payload must be sound");
    }
  }

  private static byte[][] payloads(int chunks) {
    var random = new SplittableRandom(1);
    byte[][] payloads = new byte[chunks][];
    float[] values = new float[AdapterChunks.FLOATS];
    for (int c = 0; c < chunks; c++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.02 * random.nextDouble() - 0.01);
      }
      payloads[c] = AdapterChunks.encode(values, 0);
    }
    return payloads;
  }
}
