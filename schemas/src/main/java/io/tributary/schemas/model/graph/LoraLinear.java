package io.tributary.schemas.model.graph;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.adapter.TargetModule;

/**
 * A frozen linear layer with room for an adapter: x W + b + (alpha / r) x A^T B^T (LoRA, Hu et al.
 * 2021, section 4.1). The adapter stays unmerged, so that swapping it is a pointer.
 *
 * @param site the layer's name and widths
 * @param weight (outputs, inputs)
 * @param bias (outputs)
 */
record LoraLinear(TargetModule site, NDArray weight, NDArray bias) {

  /** Maps x (batch, tokens, inputs) to (batch, tokens, outputs), in x's manager. */
  NDArray apply(NDArray x, AdapterForward adapterForward) {
    return adapterForward.addTo(Torch.linear(x, weight, bias), x, site.name());
  }
}
