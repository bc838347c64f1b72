package io.tributary.aggregation.payload;

/** An offset of {@code update-chunks} does not hold the payload that an order or a record names. */
public final class PayloadGone extends RuntimeException {
  /**
   * A payload that is not there.
   *
   * @param message names the offset, what was looked for, and the fix
   * @param cause may be null
   */
  public PayloadGone(String message, Throwable cause) {
    super(message, cause);
  }
}
