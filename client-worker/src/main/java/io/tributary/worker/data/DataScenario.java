package io.tributary.worker.data;

import java.util.Locale;

/**
 * The ways in which task folders are spread over clients (FedRouter; ALGORITHMS.md, "How data are
 * dealt").
 */
public enum DataScenario {
  /** Every client has one task. */
  SINGLE,
  /** Every client has two tasks; a task meets two different partners. */
  DUAL,
  /** Every client has all tasks. */
  ALL;

  /** Returns the name on the command line. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
