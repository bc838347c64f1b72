package io.tributary.worker.method;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.BitSet;

/** Which of an adapter's values belong to the factors A, and not to B. */
public final class FactorMask {
  private FactorMask() {}

  /** The indices of all values of A in an adapter's flat values. */
  public static BitSet of(AdapterLayout layout) {
    var indices = new BitSet(layout.parameters());
    for (int site = 0; site < layout.sites().size(); site++) {
      indices.set(layout.offsetOfA(site), layout.offsetOfB(site));
    }
    return indices;
  }

  /** An adapter with the A of one and the B of another. */
  public static LoraAdapter ofOne(LoraAdapter a, float[] b) {
    float[] values = b.clone();
    BitSet indices = of(a.layout());
    for (int i = indices.nextSetBit(0); i >= 0; i = indices.nextSetBit(i + 1)) {
      values[i] = a.values()[i];
    }
    return new LoraAdapter(a.layout(), values);
  }
}
