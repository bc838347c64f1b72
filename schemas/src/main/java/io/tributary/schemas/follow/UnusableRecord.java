package io.tributary.schemas.follow;

/** Data that contradicts what the federation agreed on, or itself: to be left out, not a bug. */
public class UnusableRecord extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableRecord(String message) {
    super(message);
  }

  UnusableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
