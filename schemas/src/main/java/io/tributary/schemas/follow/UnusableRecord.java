package io.tributary.schemas.follow;

/**
 * Reports data that contradicts the contract, or itself: the record is skipped, and there is no
 * bug.
 */
public class UnusableRecord extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableRecord(String message) {
    super(message);
  }

  UnusableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
