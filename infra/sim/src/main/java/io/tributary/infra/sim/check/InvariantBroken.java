package io.tributary.infra.sim.check;

/** Reports that an invariant does not hold. */
public final class InvariantBroken extends RuntimeException {
  private final Invariant invariant;

  /**
   * Reports an invariant that does not hold, with the expected and the actual value of a thing.
   *
   * @param thing which one, and which property
   */
  public InvariantBroken(Invariant invariant, String thing, Object expected, Object actual) {
    this(invariant, thing + " must be " + expected + ", was " + actual, (Throwable) null);
  }

  InvariantBroken(Invariant invariant, String what, Throwable cause) {
    super(invariant + " (" + invariant.text() + "): " + what, cause);
    this.invariant = invariant;
  }

  /** Returns the exception that a processor threw, as a breach of {@link Invariant#NEVER_STOPS}. */
  public static InvariantBroken stopped(RuntimeException cause) {
    return new InvariantBroken(Invariant.NEVER_STOPS, cause.getMessage(), cause);
  }

  /** Returns the invariant that does not hold. */
  public Invariant invariant() {
    return invariant;
  }

  public static void require(
      boolean holds, Invariant invariant, String thing, Object expected, Object actual) {
    if (!holds) {
      throw new InvariantBroken(invariant, thing, expected, actual);
    }
  }

  static void requireEqual(Invariant invariant, String thing, Object expected, Object actual) {
    require(expected.equals(actual), invariant, thing, expected, actual);
  }
}
