package io.tributary.infra.bench.train;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The range of addresses that the JVM reserves for its heap; both are unsigned.
 *
 * @param from first address
 * @param to address after the last
 */
record HeapRange(long from, long to) {
  /**
   * The form of a heap space, {@code [from, end of use, to)}; only heap spaces are printed with
   * their addresses.
   */
  private static final Pattern SPACE =
      Pattern.compile("\\[0x(\\p{XDigit}{1,16}),.* 0x(\\p{XDigit}{1,16})\\)");

  /**
   * Returns the heap of this process.
   *
   * @throws IllegalStateException if this JVM does not report it
   */
  static HeapRange ofThisProcess() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcHeapInfo",
                  new Object[] {null},
                  new String[] {String[].class.getName()});
      return of(text.toString());
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not tell where its heap lies: use HotSpot", e);
    }
  }

  /** Parses the text of {@code jcmd GC.heap_info} of any collector. */
  static HeapRange of(String heapInfo) {
    Matcher space = SPACE.matcher(heapInfo);
    long from = -1;
    long to = 0;
    while (space.find()) {
      from = unsignedMin(from, address(space.group(1)));
      to = unsignedMax(to, address(space.group(2)));
    }
    if (to == 0) {
      throw new IllegalStateException("no address of a heap space in: " + heapInfo);
    }
    return new HeapRange(from, to);
  }

  static long address(String hexadecimal) {
    return Long.parseUnsignedLong(hexadecimal, 16);
  }

  boolean overlaps(long start, long end) {
    return Long.compareUnsigned(start, to) < 0 && Long.compareUnsigned(from, end) < 0;
  }

  private static long unsignedMin(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? a : b;
  }

  private static long unsignedMax(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? b : a;
  }
}
