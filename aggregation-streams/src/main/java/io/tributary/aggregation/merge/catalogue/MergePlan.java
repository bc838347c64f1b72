package io.tributary.aggregation.merge.catalogue;

import io.tributary.aggregation.merge.server.ServerOptimizer;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.MixingStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.schemas.event.MergeSettings;

/** A federation's strategy and the server optimiser that takes its steps. */
public record MergePlan(MergeStrategy strategy, ServerOptimizer optimizer) {

  /** Throws if a name is unknown, or if the strategy makes no step that an optimiser could take. */
  public static MergePlan of(MergeSettings settings) {
    MergeStrategy strategy = MergeStrategies.named(settings);
    ServerOptimizer optimizer = ServerOptimizers.named(settings.optimizer());
    boolean own = strategy instanceof MixingStrategy || strategy instanceof ModuleStrategy;
    boolean plain = optimizer.name().equals("none") && settings.optimizer().learningRate() == 1;
    if (own && !plain) {
      throw new IllegalArgumentException(
          "merge.strategy "
              + strategy.name()
              + " makes versions by itself: merge.optimizer must be none with"
              + " merge.learning-rate 1, were "
              + optimizer.name()
              + " and "
              + settings.optimizer().learningRate());
    }
    return new MergePlan(strategy, optimizer);
  }
}
