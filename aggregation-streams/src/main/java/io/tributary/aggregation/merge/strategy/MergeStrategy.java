package io.tributary.aggregation.merge.strategy;

/**
 * How the accepted updates of one window become the next version of an adapter. The kind says what
 * it must be given:
 *
 * <ul>
 *   <li>{@link IncrementalStrategy}: each payload chunk as it is accepted, and at the close, if it
 *       asks for them, the values that the updates were trained from;
 *   <li>{@link BufferedStrategy}: all payload chunks of the window at its close;
 *   <li>{@link SelectingStrategy}: the same, twice: once to choose among the updates by what all of
 *       their chunks say, then the chosen ones;
 *   <li>{@link MixingStrategy}: one update at a time, with the values that it was trained from;
 *   <li>{@link ModuleStrategy}: whole sites, A and B together, with the values that each update was
 *       trained from.
 * </ul>
 */
public sealed interface MergeStrategy
    permits IncrementalStrategy,
        BufferedStrategy,
        SelectingStrategy,
        MixingStrategy,
        ModuleStrategy {
  /** The name in configuration, in kebab case. */
  String name();

  /** Whether payloads can be added as they are accepted, in memory that no count of them grows. */
  boolean incremental();

  /**
   * Whether the version is a function of the set of updates, bit for bit, whatever the order in
   * which they are given.
   */
  boolean orderFree();

  /** Fewest updates that a window must have to be merged. */
  default int minParts() {
    return 1;
  }

  /** Most updates that a window may have: a bound on what is in memory at its close. */
  default int maxParts() {
    return Integer.MAX_VALUE;
  }

  /** Whether it needs the values of the versions that updates were trained from. */
  default boolean needsOrigins() {
    return false;
  }

  /** What an update takes of the 2^31 - 1 weight units that a window may hold. */
  default long units(Part part) {
    return part.units();
  }

  /** Whether those units may be more than the update's own. */
  default boolean ownUnits() {
    return false;
  }
}
