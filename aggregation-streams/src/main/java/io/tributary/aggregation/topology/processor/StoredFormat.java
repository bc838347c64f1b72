package io.tributary.aggregation.topology.processor;

/** Marks stored values with the number of their format in the first byte. */
public final class StoredFormat {
  private StoredFormat() {}

  public static void check(String what, byte expected, byte found) {
    if (found != expected) {
      throw new IllegalStateException(
          "stored "
              + what
              + " must have form "
              + expected
              + ", has "
              + found
              + ": this state was written by another version; remove the state directory and reset"
              + " the application, or run that version");
    }
  }
}
