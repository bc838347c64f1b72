package io.tributary.schemas.model;

/**
 * Reports that a base model cannot be used: a file is missing or unreadable, or its bytes are not
 * the pinned ones.
 */
public final class BaseModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BaseModelException(String message) {
    super(message);
  }

  public BaseModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
