package io.tributary.schemas.model.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The adapters that a forward pass adds to the frozen layers: none, one for the whole batch, one
 * for each text, or several side by side. All factors of an adapter are views of one flat array of
 * values, so that one gradient covers all of them.
 */
public final class AdapterForward {
  /** The base model without an adapter. */
  public static final AdapterForward NONE = new AdapterForward(List.of());

  private final List<Part> parts;

  /**
   * A^T, shape (inputs, rank), and B^T, shape (rank, outputs), each with a leading batch axis where
   * texts have adapters of their own.
   */
  private record Factors(NDArray aTransposed, NDArray bTransposed) {}

  /** One term that is added to the output of a frozen layer. */
  private interface Part {
    NDArray addTo(NDArray y, NDArray x, String module);
  }

  /**
   * One adapter; {@code scale} is a scalar, or has shape (batch, 1, 1) where each text has its own
   * weight.
   */
  private record One(Map<String, Factors> factors, NDArray scale, UnaryOperator<NDArray> dropout)
      implements Part {
    @Override
    public NDArray addTo(NDArray y, NDArray x, String module) {
      Factors at = factors.get(module);
      return at == null ? y : y.add(low(x, at).matMul(at.bTransposed()));
    }

    private NDArray low(NDArray x, Factors at) {
      return dropout.apply(x).matMul(at.aTransposed()).mul(scale);
    }
  }

  /**
   * Two adapters on the same target modules, with a gate G^T of shape (inputs, 2) for each module;
   * softmax(x G^T) weighs the two adapters for each token.
   */
  private record Gated(One first, One second, Map<String, NDArray> gates) implements Part {
    @Override
    public NDArray addTo(NDArray y, NDArray x, String module) {
      NDArray gate = gates.get(module);
      if (gate == null) {
        return y;
      }
      NDList weights = x.matMul(gate).softmax(-1).split(2, 2);
      Factors one = first.factors().get(module);
      Factors two = second.factors().get(module);
      return y.add(first.low(x, one).mul(weights.get(0)).matMul(one.bTransposed()))
          .add(second.low(x, two).mul(weights.get(1)).matMul(two.bTransposed()));
    }
  }

  private AdapterForward(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Returns one adapter whose factors are views of {@code values}, in the same manager.
   *
   * @param values shape (parameters) for one adapter, or (batch, parameters) for one per text
   * @param scale alpha / rank times the adapter's weight: a scalar, or shape (batch, 1, 1)
   * @param dropout applied to the input of A
   */
  public static AdapterForward of(
      AdapterLayout layout, NDArray values, NDArray scale, UnaryOperator<NDArray> dropout) {
    return new AdapterForward(List.of(one(layout, values, scale, dropout)));
  }

  /**
   * Returns two adapters of one layout with a gate between them.
   *
   * @param own the parameters of the first adapter, then those of the gate, in one flat array
   * @param others the parameters of the second adapter
   * @param scale alpha / rank, a scalar
   * @param dropout applied to the input of A of the first adapter
   */
  static AdapterForward gated(
      AdapterLayout layout,
      NDArray own,
      NDArray others,
      NDArray scale,
      UnaryOperator<NDArray> dropout) {
    int targetModules = layout.targetModules().size();
    long[] cuts = new long[targetModules];
    cuts[0] = layout.parameters();
    for (int i = 1; i < targetModules; i++) {
      cuts[i] = cuts[i - 1] + 2L * layout.targetModules().get(i - 1).inputs();
    }
    NDList parts = own.split(cuts);
    var gates = new HashMap<String, NDArray>();
    for (int i = 0; i < targetModules; i++) {
      TargetModule targetModule = layout.targetModules().get(i);
      gates.put(targetModule.name(), transposed(parts.get(i + 1), 0, 2, targetModule.inputs()));
    }
    return new AdapterForward(
        List.of(
            new Gated(
                one(layout, parts.get(0), scale, dropout),
                one(layout, others, scale, UnaryOperator.identity()),
                gates)));
  }

  private static One one(
      AdapterLayout layout, NDArray values, NDArray scale, UnaryOperator<NDArray> dropout) {
    int axis = values.getShape().dimension() - 1;
    int targetModules = layout.targetModules().size();
    long[] cuts = new long[2 * targetModules - 1];
    for (int i = 0; i < targetModules; i++) {
      cuts[2 * i] = layout.offsetOfB(i);
      if (i > 0) {
        cuts[2 * i - 1] = layout.offsetOfA(i);
      }
    }
    NDList parts = values.split(cuts, axis);
    var factors = new HashMap<String, Factors>();
    for (int i = 0; i < targetModules; i++) {
      TargetModule targetModule = layout.targetModules().get(i);
      factors.put(
          targetModule.name(),
          new Factors(
              transposed(parts.get(2 * i), axis, layout.rank(), targetModule.inputs()),
              transposed(parts.get(2 * i + 1), axis, targetModule.outputs(), layout.rank())));
    }
    return new One(factors, scale, dropout);
  }

  private static NDArray transposed(NDArray flat, int axis, int rows, int columns) {
    if (axis == 0) {
      return flat.reshape(new Shape(rows, columns)).transpose();
    }
    return flat.reshape(new Shape(flat.getShape().get(0), rows, columns)).transpose(0, 2, 1);
  }

  /** Returns the adapters of both, whose terms are added one after the other. */
  public AdapterForward and(AdapterForward other) {
    return new AdapterForward(Stream.concat(parts.stream(), other.parts.stream()).toList());
  }

  /**
   * Returns {@code y}, the output of a frozen layer for the input {@code x}, plus what the adapters
   * add at this target module.
   */
  NDArray addTo(NDArray y, NDArray x, String module) {
    NDArray sum = y;
    for (Part part : parts) {
      sum = part.addTo(sum, x, module);
    }
    return sum;
  }
}
