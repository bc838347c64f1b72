package io.tributary.router.infer;

import java.time.Duration;

/** Reports that there is no room or no time for a computation now; the caller may try again. */
public final class InferenceBusy extends RuntimeException {
  private final Duration retryAfter;

  /**
   * Creates the refusal of one computation.
   *
   * @param message thing, bound and value
   * @param retryAfter when it is worth trying again
   */
  public InferenceBusy(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** Returns when it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
