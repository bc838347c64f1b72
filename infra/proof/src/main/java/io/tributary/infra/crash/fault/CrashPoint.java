package io.tributary.infra.crash.fault;

import java.util.Comparator;

/**
 * Where a process is killed.
 *
 * @param step what it was about to do or had just done, such as {@code before commitTransaction}
 * @param occurrence which time it does so in one life, from 1
 */
public record CrashPoint(String step, int occurrence) implements Comparable<CrashPoint> {
  @Override
  public int compareTo(CrashPoint other) {
    return Comparator.comparing(CrashPoint::step)
        .thenComparingInt(CrashPoint::occurrence)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return step + " #" + occurrence;
  }
}
