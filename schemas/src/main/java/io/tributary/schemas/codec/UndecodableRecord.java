package io.tributary.schemas.codec;

/** Bytes that are not the record they should be: bad data, to be quarantined, not a bug. */
public final class UndecodableRecord extends Exception {
  public UndecodableRecord(String message) {
    super(message);
  }

  public UndecodableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
