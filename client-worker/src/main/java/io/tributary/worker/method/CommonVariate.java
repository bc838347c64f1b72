package io.tributary.worker.method;

import java.util.Locale;

/** How a SCAFFOLD client reads the common control variate off the versions of its cluster. */
public enum CommonVariate {
  /**
   * As the paper has it: {@code c <- c + |S| / N mean of (c_i' - c_i)}, over S of the cluster's N
   * slots.
   */
  RUNNING,
  /** The mean of c_i' over those who made the newest versions: as if nobody else was a member. */
  LAST;

  /** As people write it. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
