package io.tributary.aggregation.merge.catalogue;

import io.tributary.aggregation.merge.linear.AgreeingMean;
import io.tributary.aggregation.merge.linear.LinearMean;
import io.tributary.aggregation.merge.server.ServerOptimizer;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.PersonalInitMode;

/** A federation's merge strategy with the server optimiser that applies its steps. */
public record MergePlan(MergeStrategy strategy, ServerOptimizer optimizer) {

  /**
   * Returns the plan of the settings. It throws if a name is unknown, if the strategy makes no step
   * that an optimiser could apply, if agreement is asked of a strategy without second moments, or
   * if personal starts are asked of a strategy for which offsets have no meaning.
   */
  public static MergePlan of(MergeSettings settings) {
    MergeStrategy strategy = measuring(MergeStrategies.named(settings), settings.agreement());
    ServerOptimizer optimizer = ServerOptimizers.named(settings.optimizer());
    boolean own = !strategy.makesSteps();
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
    if (own && settings.personal() != PersonalInitMode.OFF) {
      throw new IllegalArgumentException(
          "merge.personal must be off with merge.strategy "
              + strategy.name()
              + ", was "
              + PersonalModes.name(settings.personal())
              + ": what a client differs by is no offset from what that strategy makes; choose one"
              + " that takes the clients' steps, such as weighted-mean, or off");
    }
    return new MergePlan(strategy, optimizer);
  }

  private static MergeStrategy measuring(MergeStrategy strategy, AgreementMode mode) {
    if (mode == AgreementMode.OFF) {
      return strategy;
    }
    if (strategy instanceof LinearMean mean) {
      return new AgreeingMean(mean, mode);
    }
    throw new IllegalArgumentException(
        "merge.agreement must be off with merge.strategy "
            + strategy.name()
            + ", was "
            + AgreementModes.name(mode)
            + ": only means of what clients change have second moments; choose one, such as"
            + " weighted-mean, or off");
  }
}
