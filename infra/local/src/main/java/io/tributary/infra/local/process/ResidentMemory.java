package io.tributary.infra.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Sums the resident memory of a set of processes; 0 where the system has no {@code /proc}.
 *
 * <p>Pages that processes share (mapped archives and libraries) count once per process.
 */
public final class ResidentMemory {

  private static final String KEY = "VmRSS:";

  private final Path proc;
  private final Supplier<LongStream> pids;
  private long peakBytes;

  ResidentMemory(Path proc, Supplier<LongStream> pids) {
    this.proc = proc;
    this.pids = pids;
  }

  /**
   * Returns the resident bytes of all processes now, which also count towards {@link #peakBytes}.
   */
  public synchronized long currentBytes() {
    long sum = pids.get().map(this::bytesOf).sum();
    peakBytes = Math.max(peakBytes, sum);
    return sum;
  }

  /** Returns the largest sum ever sampled. */
  public synchronized long peakBytes() {
    return peakBytes;
  }

  private long bytesOf(long pid) {
    Path status = proc.resolve(Long.toString(pid)).resolve("status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(KEY)) {
          return Long.parseLong(line.substring(KEY.length()).replace("kB", "").strip()) << 10;
        }
      }
      return 0;
    } catch (IOException gone) {
      return 0; // the process exited meanwhile, or there is no /proc
    }
  }
}
