package io.tributary.schemas.contract;

import io.tributary.schemas.settings.Failure;

/**
 * Checks that seeds of new contracts are whole numbers that every language can read: JavaScript,
 * and many JSON libraries, keep 53 bits of a number. Contracts of older programs may have others.
 */
public final class PortableSeed {
  /** The largest whole number of 53 bits; the smallest is its negative. */
  public static final long MAX = (1L << 53) - 1;

  private PortableSeed() {}

  /**
   * Returns the seed if it is within the bounds.
   *
   * @param flag that gives it, for the message
   * @throws Failure CONFIGURATION if it is out of bounds
   */
  public static long require(String flag, long seed) {
    if (seed < -MAX || seed > MAX) {
      throw Failure.badArguments(
          flag + " must be in -" + MAX + ".." + MAX + " (53 bits, as in JSON), was " + seed, null);
    }
    return seed;
  }
}
