package io.tributary.schemas.codec;

/** Reports bytes that are not the expected record: bad data to be quarantined, not a bug. */
public final class UndecodableRecord extends Exception {
  public UndecodableRecord(String message) {
    super(message);
  }

  public UndecodableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
