package io.tributary.worker.method;

import java.util.Locale;

/**
 * Selects how a SCAFFOLD client derives the common control variate from the versions of its
 * cluster.
 */
public enum ScaffoldOption {
  /**
   * The paper's way: {@code c <- c + |S| / N mean of (c_i' - c_i)}, over S of the cluster's N
   * slots.
   */
  RUNNING,
  /**
   * The mean of c_i' over the contributors of the newest versions, as if there were no other
   * members.
   */
  LAST;

  /** Returns the name on the command line. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
