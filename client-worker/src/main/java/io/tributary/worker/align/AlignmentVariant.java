package io.tributary.worker.align;

import java.util.Locale;

/** pFLAlign, whole or without one of its parts (ALGORITHMS.md, "Variants"). */
public enum AlignmentVariant {
  /** All of it. */
  FULL,
  /** P = 1. */
  NO_PRECONDITIONER,
  /** gamma = 0: the offset is never taken back. */
  NO_CORRECTION,
  /** gamma = 1/2. */
  CONSTANT_GAMMA,
  /** gamma = 1: the whole offset is taken back. */
  CONSTANT_GAMMA_ONE,
  /** gamma = (1 + sign(m Delta)) / 2: 0, 1/2 or 1. */
  HARD_GAMMA,
  /** Delta = 0: every round starts from the cluster's adapter. */
  NO_PERSONALIZATION,
  /** Delta = 0 and P = 1: plain gradient descent. */
  SGD;

  /** As people write it: {@code no_preconditioner}. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a round starts from the client's own adapter. */
  public boolean personalises() {
    return this != NO_PERSONALIZATION && this != SGD;
  }

  boolean preconditions() {
    return this != NO_PRECONDITIONER && this != SGD;
  }
}
