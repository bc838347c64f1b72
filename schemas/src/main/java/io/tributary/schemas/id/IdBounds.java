package io.tributary.schemas.id;

/**
 * Bounds the numbers in names, keys and records. Every number within the bounds has a text form
 * that can be parsed again, and can be incremented without an overflow.
 */
public final class IdBounds {
  /** The largest cluster, epoch, version and round: nine digits. */
  public static final int MAX_NUMBER = 999_999_999;

  /** The largest update sequence and revision of a cluster state: eighteen digits. */
  public static final long MAX_COUNT = 999_999_999_999_999_999L;

  /**
   * The largest index of a slot within its client, and of a chunk within its adapter: four digits.
   */
  public static final int MAX_INDEX = 9_999;

  private IdBounds() {}

  /**
   * Returns the number of a cluster, an epoch, a version or a round.
   *
   * @param name of the quantity, for the message
   * @param least 0 or 1
   * @throws IllegalArgumentException if it is outside {@code least..MAX_NUMBER}
   */
  public static int number(String name, int least, int value) {
    return (int) within(name, least, MAX_NUMBER, value);
  }

  /**
   * Returns a sequence or a revision.
   *
   * @param name of the quantity, for the message
   * @param least 0 or 1
   * @throws IllegalArgumentException if it is outside {@code least..MAX_COUNT}
   */
  public static long count(String name, long least, long value) {
    return within(name, least, MAX_COUNT, value);
  }

  /**
   * Returns the index of a slot of a client, or of a chunk of an adapter.
   *
   * @param name of the quantity, for the message
   * @throws IllegalArgumentException if it is outside {@code 0..MAX_INDEX}
   */
  public static int index(String name, int value) {
    return (int) within(name, 0, MAX_INDEX, value);
  }

  private static long within(String name, long least, long largest, long value) {
    if (value < least || value > largest) {
      throw new IllegalArgumentException(
          name + " must be in " + least + ".." + largest + ", was " + value);
    }
    return value;
  }
}
