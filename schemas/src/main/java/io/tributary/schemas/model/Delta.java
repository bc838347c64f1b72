package io.tributary.schemas.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a forward pass adds to the frozen layers: nothing, one adapter for the whole batch, or one
 * per text. All arrays are views of one flat array of values, so that one gradient serves all.
 */
public final class Delta {
  /** The base model as it is. */
  public static final Delta NONE = new Delta(Map.of(), null, UnaryOperator.identity());

  private final Map<String, Factors> factors;
  private final NDArray scale;
  private final UnaryOperator<NDArray> dropout;

  /** A^T (inputs, rank) and B^T (rank, outputs), each with a leading batch axis if per text. */
  record Factors(NDArray aTransposed, NDArray bTransposed) {}

  private Delta(Map<String, Factors> factors, NDArray scale, UnaryOperator<NDArray> dropout) {
    this.factors = factors;
    this.scale = scale;
    this.dropout = dropout;
  }

  /**
   * Views of {@code values}, in its manager.
   *
   * @param values (parameters) for one adapter, or (batch, parameters) for one per text
   * @param scale a scalar array, alpha / rank
   * @param dropout applied to the input of A
   */
  static Delta of(
      AdapterLayout layout, NDArray values, NDArray scale, UnaryOperator<NDArray> dropout) {
    int axis = values.getShape().dimension() - 1;
    int sites = layout.sites().size();
    long[] cuts = new long[2 * sites - 1];
    for (int i = 0; i < sites; i++) {
      cuts[2 * i] = layout.offsetOfB(i);
      if (i > 0) {
        cuts[2 * i - 1] = layout.offsetOfA(i);
      }
    }
    NDList parts = values.split(cuts, axis);
    var factors = new HashMap<String, Factors>();
    for (int i = 0; i < sites; i++) {
      Site site = layout.sites().get(i);
      factors.put(
          site.name(),
          new Factors(
              transposed(parts.get(2 * i), axis, layout.rank(), site.inputs()),
              transposed(parts.get(2 * i + 1), axis, site.outputs(), layout.rank())));
    }
    return new Delta(factors, scale, dropout);
  }

  private static NDArray transposed(NDArray flat, int axis, int rows, int columns) {
    if (axis == 0) {
      return flat.reshape(new Shape(rows, columns)).transpose();
    }
    return flat.reshape(new Shape(flat.getShape().get(0), rows, columns)).transpose(0, 2, 1);
  }

  /** The factors at a site, or null where the base stays as it is. */
  Factors at(String site) {
    return factors.get(site);
  }

  NDArray scale() {
    return scale;
  }

  UnaryOperator<NDArray> dropout() {
    return dropout;
  }
}
