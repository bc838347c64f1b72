package io.tributary.infra.bench.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The physical memory that Linux holds for this process.
 *
 * @param residentBytes all of it
 * @param heapBytes the Java heap's part: every page that the heap ever touched and has not given
 *     back, garbage included
 */
record ProcessMemory(long residentBytes, long heapBytes) {
  private static final Path SMAPS = Path.of("/proc/self/smaps");
  private static final Pattern MAPPING =
      Pattern.compile("(\\p{XDigit}{1,16})-(\\p{XDigit}{1,16}) .*");
  private static final Pattern RESIDENT = Pattern.compile("Rss: +(\\d{1,15}) kB");

  /**
   * Reads the memory now.
   *
   * @throws IOException on systems other than Linux, which do not report it by address
   */
  static ProcessMemory now() throws IOException {
    if (!Files.isReadable(SMAPS)) {
      throw new IOException(SMAPS + " must be readable to tell heap from native memory: use Linux");
    }
    return of(Files.readAllLines(SMAPS), HeapRange.ofThisProcess());
  }

  /** Adds up the lines of {@code smaps}: a mapping is heap if it overlaps the heap's addresses. */
  static ProcessMemory of(List<String> smaps, HeapRange heap) {
    long resident = 0;
    long inHeap = 0;
    boolean isHeap = false;
    for (String line : smaps) {
      Matcher mapping = MAPPING.matcher(line);
      Matcher rss = RESIDENT.matcher(line);
      if (mapping.matches()) {
        isHeap =
            heap.overlaps(HeapRange.address(mapping.group(1)), HeapRange.address(mapping.group(2)));
      } else if (rss.matches()) {
        long bytes = Long.parseLong(rss.group(1)) << 10;
        resident += bytes;
        inHeap += isHeap ? bytes : 0;
      }
    }
    return new ProcessMemory(resident, inHeap);
  }
}
