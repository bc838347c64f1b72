package io.tributary.aggregation.payload;

/**
 * Reports that an offset of {@code update-chunks} does not have the payload that a command or a
 * record names.
 */
public final class PayloadGone extends RuntimeException {
  /**
   * Reports a payload that is not there.
   *
   * @param message names the offset, the expected payload, and the fix
   * @param cause may be null
   */
  public PayloadGone(String message, Throwable cause) {
    super(message, cause);
  }
}
