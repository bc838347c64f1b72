package io.tributary.schemas.model.graph;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.adapter.TargetModule;

/**
 * A frozen linear layer with room for an adapter: x W^T + b + (alpha / r) x A^T B^T (LoRA, Hu et
 * al. 2021, section 4.1). The adapter stays unmerged, so that swapping it exchanges a pointer.
 *
 * @param module the layer's name and widths
 * @param weight W, shape (outputs, inputs)
 * @param bias b, shape (outputs)
 */
record LoraLinear(TargetModule module, NDArray weight, NDArray bias) {

  /**
   * Maps x, shape (batch, tokens, inputs), to shape (batch, tokens, outputs), in the manager of x.
   */
  NDArray apply(NDArray x, AdapterForward adapterForward) {
    return adapterForward.addTo(Torch.linear(x, weight, bias), x, module.name());
  }
}
