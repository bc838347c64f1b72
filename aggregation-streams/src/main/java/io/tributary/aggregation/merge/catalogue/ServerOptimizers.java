package io.tributary.aggregation.merge.catalogue;

import io.tributary.aggregation.merge.server.FedAdagrad;
import io.tributary.aggregation.merge.server.FedAdam;
import io.tributary.aggregation.merge.server.FedAvgM;
import io.tributary.aggregation.merge.server.FedYogi;
import io.tributary.aggregation.merge.server.ServerOptimizer;
import io.tributary.aggregation.merge.server.ServerSgd;
import io.tributary.schemas.spec.OptimizerSettings;
import java.util.List;

/** Makes every server optimiser, and finds one by its name. */
public final class ServerOptimizers {
  private ServerOptimizers() {}

  /** Returns all optimisers, made with these settings. */
  public static List<ServerOptimizer> all(OptimizerSettings settings) {
    double rate = settings.learningRate();
    return List.of(
        new ServerSgd(rate),
        new FedAvgM(rate, settings.beta1()),
        new FedAdam(rate, settings.beta1(), settings.beta2(), settings.tau()),
        new FedYogi(rate, settings.beta1(), settings.beta2(), settings.tau()),
        new FedAdagrad(rate, settings.beta1(), settings.tau()));
  }

  /**
   * Returns the optimiser of the settings' name; throws an error that names the nearest if there is
   * none.
   */
  public static ServerOptimizer named(OptimizerSettings settings) {
    List<ServerOptimizer> all = all(settings);
    return all.stream()
        .filter(optimizer -> optimizer.name().equals(settings.name()))
        .findFirst()
        .orElseThrow(
            () ->
                NamedConstants.unknown(
                    "merge.optimizer",
                    settings.name(),
                    all.stream().map(ServerOptimizer::name).toList()));
  }
}
