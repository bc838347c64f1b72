package io.tributary.infra.bench.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** Measures the CPU time of the threads of one Kafka Streams application in this process. */
final class StreamsCpu {
  private static final String STREAMS = "-StreamThread-";

  private StreamsCpu() {}

  /**
   * Returns the seconds on all cores, of its stream threads and their producers; the time of the
   * collector and the compiler counts for no application.
   *
   * @param federation whose aggregator it is: its threads are named after it, and no other's may be
   */
  static double seconds(String federation) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      // It is null for a thread that has ended meanwhile.
      if (thread != null
          && thread.getThreadName().contains(STREAMS)
          && thread.getThreadName().contains(federation)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos / 1e9;
  }
}
