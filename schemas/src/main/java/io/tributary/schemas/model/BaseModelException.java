package io.tributary.schemas.model;

/** The base model cannot be used: missing, unreadable, or not the bytes that were pinned. */
public final class BaseModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BaseModelException(String message) {
    super(message);
  }

  public BaseModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
