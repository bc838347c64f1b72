package io.tributary.schemas.adapter;

/**
 * One linear layer of the base model that an adapter changes.
 *
 * @param name the layer's name in the base model, e.g. {@code encoder.layer.0.attention.self.query}
 * @param inputs d_in, the layer's input width
 * @param outputs d_out, the layer's output width
 */
public record TargetModule(String name, int inputs, int outputs) {
  public TargetModule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("target module name must not be blank");
    }
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "target module " + name + " must have widths >= 1, had " + inputs + " -> " + outputs);
    }
  }
}
