package io.tributary.schemas.adapter;

/**
 * Two adapters of one layout with a gate that mixes them token by token: at each target module
 * {@code W0 x + g_0 B A x + g_1 B' A' x}, {@code g = softmax(G x)}, G of shape (2, inputs) (FedALT,
 * Bian et al. 2025).
 *
 * @param own the first
 * @param others the second
 * @param gate G of every module in the layout's order, row-major; zeros mix both evenly
 */
public record GatedAdapters(LoraAdapter own, LoraAdapter others, float[] gate) {
  public GatedAdapters {
    if (!own.layout().equals(others.layout())) {
      throw new IllegalArgumentException(
          "gated adapters must share one layout, were "
              + own.layout().digest()
              + " and "
              + others.layout().digest());
    }
    if (gate.length != gateParameters(own.layout())) {
      throw new IllegalArgumentException(
          "gate must be " + gateParameters(own.layout()) + " floats, was " + gate.length);
    }
  }

  /** Returns the number of floats of a gate between adapters of this layout. */
  public static int gateParameters(AdapterLayout layout) {
    return layout.targetModules().stream()
        .mapToInt(targetModule -> 2 * targetModule.inputs())
        .sum();
  }

  /**
   * Returns the values of the own adapter, followed by those of the gate: all that a client trains.
   */
  public float[] trainable() {
    float[] values = new float[own.values().length + gate.length];
    System.arraycopy(own.values(), 0, values, 0, own.values().length);
    System.arraycopy(gate, 0, values, own.values().length, gate.length);
    return values;
  }
}
