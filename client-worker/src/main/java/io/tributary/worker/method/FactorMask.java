package io.tributary.worker.method;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.BitSet;

/** Distinguishes an adapter's values of the factors A from those of B. */
public final class FactorMask {
  private FactorMask() {}

  /** Returns the indices of all values of A in an adapter's flat values. */
  public static BitSet of(AdapterLayout layout) {
    var indices = new BitSet(layout.parameters());
    for (int module = 0; module < layout.targetModules().size(); module++) {
      indices.set(layout.offsetOfA(module), layout.offsetOfB(module));
    }
    return indices;
  }

  /** Returns an adapter with the A of one adapter and the B of another. */
  public static LoraAdapter ofOne(LoraAdapter a, float[] b) {
    float[] values = b.clone();
    BitSet indices = of(a.layout());
    for (int i = indices.nextSetBit(0); i >= 0; i = indices.nextSetBit(i + 1)) {
      values[i] = a.values()[i];
    }
    return new LoraAdapter(a.layout(), values);
  }
}
