package io.tributary.aggregation.merge.strategy;

/**
 * A rule by which the accepted updates of one window become the next version of an adapter. Its
 * kind determines what it is given:
 *
 * <ul>
 *   <li>{@link IncrementalStrategy}: each payload chunk as it is accepted, and at the close, if it
 *       asks for them, the values that the updates were trained from;
 *   <li>{@link WholeWindowStrategy}: all payload chunks of the window at its close;
 *   <li>{@link SelectingStrategy}: all payload chunks at the close, twice: once to choose among the
 *       updates by the distances over all chunks, then the chosen ones;
 *   <li>{@link MixingStrategy}: one update at a time, with the values that it was trained from;
 *   <li>{@link ModuleStrategy}: whole target modules, A and B together, with the values that each
 *       update was trained from.
 * </ul>
 */
public sealed interface MergeStrategy
    permits IncrementalStrategy,
        WholeWindowStrategy,
        SelectingStrategy,
        MixingStrategy,
        ModuleStrategy {
  /** Returns the name in configuration, in kebab case. */
  String name();

  /** Calls the visitor's method for this kind of strategy and returns its result. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of strategy, so that whoever branches over them handles all. */
  interface Visitor<R> {
    /** Payloads are added as they are accepted. */
    R incremental(IncrementalStrategy strategy);

    /** Payloads are added at the close. */
    R buffered(WholeWindowStrategy strategy);

    /** Some of the window's updates are chosen first. */
    R selecting(SelectingStrategy strategy);

    /** One update makes a version. */
    R mixing(MixingStrategy strategy);

    /** Whole target modules are merged. */
    R module(ModuleStrategy strategy);
  }

  /** Whether payloads can be added as they are accepted, in memory that no count of them grows. */
  boolean incremental();

  /**
   * Whether it chooses among a window's updates by what all of their chunks say, before any is
   * merged.
   */
  boolean selects();

  /** Whether it merges whole target modules, which may lie in several chunks. */
  boolean mergesWholeModules();

  /**
   * Whether a server optimiser may take its steps, and clients' offsets from its versions mean
   * something; if not, it makes versions by itself.
   */
  boolean makesSteps();

  /**
   * Whether the version is a function of the set of updates, bit for bit, whatever the order in
   * which they are given.
   */
  boolean orderFree();

  /** Returns the smallest number of updates with which a window can be merged. */
  default int minParts() {
    return 1;
  }

  /** Returns the largest number of updates in a window, which bounds the memory at its close. */
  default int maxParts() {
    return Integer.MAX_VALUE;
  }

  /**
   * Returns whether the strategy needs the values of the versions that updates were trained from.
   */
  default boolean needsOrigins() {
    return false;
  }

  /** Returns what an update takes of the 2^31 - 1 weight units that a window may hold. */
  default long units(MergeContribution part) {
    return part.units();
  }

  /** Returns whether those units may be more than the update's own. */
  default boolean ownUnits() {
    return false;
  }
}
