package io.tributary.infra.bench.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** What the threads of one Kafka Streams application in this process have spent. */
final class StreamsCpu {
  private static final String STREAMS = "-StreamThread-";

  private StreamsCpu() {}

  /**
   * Seconds on all cores, of its stream threads and their producers; the collector's and the
   * compiler's time is nobody's.
   *
   * @param federation whose aggregator it is: its threads are named by it, and no other's may be
   */
  static double seconds(String federation) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      // Null for one that has ended meanwhile.
      if (thread != null
          && thread.getThreadName().contains(STREAMS)
          && thread.getThreadName().contains(federation)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos / 1e9;
  }
}
