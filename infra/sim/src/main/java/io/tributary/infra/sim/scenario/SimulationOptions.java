package io.tributary.infra.sim.scenario;

import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import java.util.Optional;

/**
 * The options that a seed does not determine.
 *
 * @param clients of every federation; empty: 2 to 200, most of them few
 * @param strategy of every federation; empty: any
 */
public record SimulationOptions(Optional<Integer> clients, Optional<MergeStrategy> strategy) {
  /** No options: the seed determines everything. */
  public static final SimulationOptions NONE =
      new SimulationOptions(Optional.empty(), Optional.empty());

  /**
   * Returns options; throws an error that names the nearest strategy if there is none of this name.
   */
  public static SimulationOptions of(Optional<Integer> clients, Optional<String> strategy) {
    return new SimulationOptions(
        clients,
        strategy.map(
            name -> MergeStrategies.named(MergeSettings.of(name, OptimizerSettings.none()))));
  }
}
