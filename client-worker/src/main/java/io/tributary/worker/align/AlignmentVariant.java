package io.tributary.worker.align;

import java.util.Locale;

/** Selects pFLAlign with all its parts or without one of them (ALGORITHMS.md, "Variants"). */
public enum AlignmentVariant {
  /** The whole method, with all of its parts. */
  FULL,
  /** The preconditioner is left out: P = 1. */
  NO_PRECONDITIONER,
  /** The offset is never taken back: gamma = 0. */
  NO_CORRECTION,
  /** Half of the offset is taken back: gamma = 1/2. */
  CONSTANT_GAMMA,
  /** The whole offset is taken back: gamma = 1. */
  CONSTANT_GAMMA_ONE,
  /** The sign decides: gamma = (1 + sign(m Delta)) / 2, which is 0, 1/2 or 1. */
  HARD_GAMMA,
  /** Every round starts from the cluster's adapter: Delta = 0. */
  NO_PERSONALIZATION,
  /** Plain gradient descent: Delta = 0 and P = 1. */
  SGD;

  /** Returns the name on the command line, such as {@code no_preconditioner}. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a round starts from the client's own adapter. */
  public boolean personalises() {
    return this != NO_PERSONALIZATION && this != SGD;
  }

  boolean preconditions() {
    return this != NO_PRECONDITIONER && this != SGD;
  }
}
