package io.tributary.infra.bench.train;

import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.model.BaseModel;
import java.util.Set;

/** Counts the multiplications and additions of a training step. */
final class StepArithmetic {
  private StepArithmetic() {}

  /**
   * Returns the floating-point operations of one step without padding. Forward: 2 per weight and
   * token, and 4 T^2 width per layer and text in attention. Backward: as much again for
   * activations, twice as much in attention, twice as much for the adapter's weights; nothing for
   * frozen weights, nor for inputs of the first layer.
   *
   * @param sequence T, tokens in each text
   */
  static double flops(BaseModel model, int rank, int batch, int sequence) {
    double tokens = (double) batch * sequence;
    int width = model.hidden();
    double weights = weights(model, model.targets());
    double layers = model.layout(1, 1, Set.of("query")).targetModules().size();
    double firstLayerInputs = 3.0 * width * width;
    double linear = 2 * tokens * (2 * weights - firstLayerInputs);
    double attention = 12 * tokens * sequence * width * layers;
    double adapters =
        3 * 2 * tokens * model.layout(rank, 1, BaseModel.DEFAULT_TARGETS).parameters();
    return linear + attention + adapters;
  }

  private static double weights(BaseModel model, Set<String> targets) {
    double total = 0;
    for (TargetModule targetModule : model.layout(1, 1, targets).targetModules()) {
      total += (double) targetModule.inputs() * targetModule.outputs();
    }
    return total;
  }
}
