package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;

/**
 * Why something may not count: bad data is a value.
 *
 * @param reason machine-readable
 * @param detail the thing, the bound, the value and the fix, for people; cut off at {@value
 *     #MAX_DETAIL} characters, since the value may be whatever a stranger sent
 */
public record Rejection(RejectReason reason, String detail) {
  /** With it, a quarantine record stays below what a broker takes. */
  public static final int MAX_DETAIL = 1_000;

  public Rejection {
    if (detail.length() > MAX_DETAIL) {
      detail = detail.substring(0, MAX_DETAIL - 3) + "...";
    }
  }
}
