package io.tributary.infra.crash.fault;

import java.util.Comparator;

/**
 * The step at which a process is killed.
 *
 * @param step what it was about to do or had just done, such as {@code before commitTransaction}
 * @param occurrence of the step in one life, from 1
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
