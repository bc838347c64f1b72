package io.tributary.aggregation.merge;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Times what the stream does with every byte of a payload, beside the machine's own speed of
 * copying memory: the merge kernel, the inspection pass and the digest.
 *
 * <p>The kernel touches 20 bytes for each value: 4 of the payload read, 8 of the sum read, 8
 * written. The copy moves arrays of half as many bytes, so that reading and writing touch as many
 * in all, spread over as much memory.
 */
public final class MergeKernelBenchmark {
  private static final int TOUCHED_BYTES = 20;
  private static final long WEIGHT = 77_000;
  private static final double CLIP = 0.37;

  private final LongSupplier nanoClock;
  private final int repeats;

  /**
   * One size of adapter.
   *
   * @param payloadBytes of one update's whole adapter
   * @param kernelGigabytesPerSecond touched by {@link FixedPointSum#add}; best of the repeats, and
   *     so are all
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
    // In turns, so that a busy moment of the machine hits all of them.
    double kernel = Double.POSITIVE_INFINITY;
    double copy = Double.POSITIVE_INFINITY;
    double inspection = Double.POSITIVE_INFINITY;
    double digest = Double.POSITIVE_INFINITY;
    for (int repeat = 0; repeat < repeats; repeat++) {
      kernel = Math.min(kernel, nanos(chunks, c -> add(payloads[c], sums[c])));
      copy = Math.min(copy, nanos(chunks, c -> System.arraycopy(from[c], 0, to[c], 0, copied)));
      inspection = Math.min(inspection, nanos(chunks, c -> inspect(payloads[c])));
      digest = Math.min(digest, nanos(chunks, c -> Digests.ofBytes(ByteBuffer.wrap(payloads[c]))));
    }
    long values = (long) chunks * AdapterChunks.FLOATS;
    return new Row(
        4 * values,
        TOUCHED_BYTES * values / kernel,
        TOUCHED_BYTES * values / copy,
        copy / kernel,
        1e3 * values / kernel,
        4 * values / inspection,
        4 * values / digest);
  }

  private static void add(byte[] payload, long[] sums) {
    new FixedPointSum(sums, sums.length).add(AdapterChunks.floats(payload), WEIGHT, CLIP);
  }

  private static void inspect(byte[] payload) {
    if (Double.isNaN(ChunkInspector.sumOfSquares(AdapterChunks.floats(payload)))) {
      throw new IllegalStateException("the benchmark's own payload must be sound");
    }
  }

  private double nanos(int chunks, OneChunk work) {
    long began = nanoClock.getAsLong();
    for (int c = 0; c < chunks; c++) {
      work.run(c);
    }
    return nanoClock.getAsLong() - began;
  }

  private interface OneChunk {
    void run(int chunk);
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
