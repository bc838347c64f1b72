package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;

/**
 * The reason why a record may not count. Bad data is a value, not an exception.
 *
 * @param reason machine-readable
 * @param detail the thing, the bound, the value and the fix, for people; cut off at {@value
 *     #MAX_DETAIL} characters, because the value may be any text of a stranger
 */
public record Rejection(RejectReason reason, String detail) {
  /**
   * The largest length of a detail, with which a quarantine record stays below the broker's limit.
   */
  public static final int MAX_DETAIL = 1_000;

  public Rejection {
    if (detail.length() > MAX_DETAIL) {
      detail = detail.substring(0, MAX_DETAIL - 3) + "...";
    }
  }
}
