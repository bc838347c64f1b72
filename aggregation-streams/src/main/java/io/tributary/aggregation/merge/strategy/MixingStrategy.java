package io.tributary.aggregation.merge.strategy;

import java.nio.FloatBuffer;

/** A strategy that makes a version of every single update, one after the other. */
public non-sealed interface MixingStrategy extends MergeStrategy {
  @Override
  default <R> R accept(Visitor<R> visitor) {
    return visitor.mixing(this);
  }

  @Override
  default boolean selects() {
    return false;
  }

  @Override
  default boolean mergesWholeModules() {
    return false;
  }

  @Override
  default boolean makesSteps() {
    return false;
  }

  @Override
  default boolean incremental() {
    return false;
  }

  @Override
  default boolean needsOrigins() {
    return true;
  }

  @Override
  default boolean orderFree() {
    return false;
  }

  @Override
  default int maxParts() {
    return 1;
  }

  /**
   * Returns the step from the current values.
   *
   * @param payload u, as in {@link Accumulator#add}
   * @param origin values of the version that the update was trained from
   * @param current values of the newest version
   */
  MergeStep mix(
      MergeContribution part, FloatBuffer payload, FloatBuffer origin, FloatBuffer current);
}
