package io.tributary.schemas.model.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.function.UnaryOperator;

/**
 * One forward pass, and its backward pass in training. The scope owns every array that the pass
 * makes, and this thread's gradient mode; closing it frees the arrays and restores the mode. The
 * thread that opened it must close it.
 */
public final class GraphScope implements AutoCloseable {
  private final NDManager manager;
  private final boolean gradientModeBefore;

  private GraphScope(NDManager parent, boolean recording) {
    this.manager = parent.newSubManager();
    this.gradientModeBefore = Torch.gradientMode();
    // A new thread records by default, so the mode is set for inference as well as for training.
    Torch.gradientMode(recording);
  }

  public static GraphScope inference(NDManager parent) {
    return new GraphScope(parent, false);
  }

  public static GraphScope training(NDManager parent) {
    return new GraphScope(parent, true);
  }

  /** Returns the scope's own memory. */
  public NDManager manager() {
    return manager;
  }

  /** Returns a float32 array of this scope; a scalar if no shape is given. */
  public NDArray floats(float[] values, long... shape) {
    return Torch.tensor(manager, values, new Shape(shape));
  }

  /** Returns an int64 array of this scope. */
  NDArray longs(long[] values, long... shape) {
    return Torch.tensor(manager, values, new Shape(shape));
  }

  /**
   * Returns the adapter's values as a leaf of the graph that requires a gradient, shape
   * (parameters).
   */
  public NDArray parameter(LoraAdapter adapter) {
    return parameter(adapter.values());
  }

  /**
   * Returns trainable values as a leaf of the graph that requires a gradient: an adapter's,
   * followed by those of a gate if there is one.
   */
  public NDArray parameter(float[] values) {
    NDArray leaf = floats(values, values.length);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /**
   * Returns the adapter with {@code parameter} as its values; {@code dropout} is applied to the
   * input of A.
   */
  public AdapterForward delta(
      LoraAdapter adapter, NDArray parameter, UnaryOperator<NDArray> dropout) {
    return delta(adapter, parameter, 1, dropout);
  }

  /** Returns the adapter with {@code parameter} as its values, scaled by a weight. */
  public AdapterForward delta(
      LoraAdapter adapter, NDArray parameter, float weight, UnaryOperator<NDArray> dropout) {
    NDArray scale = floats(new float[] {weight * adapter.layout().scale()});
    return AdapterForward.of(adapter.layout(), parameter, scale, dropout);
  }

  /** Returns a frozen adapter, scaled by a weight. It gets no gradient. */
  public AdapterForward frozen(LoraAdapter adapter, float weight) {
    NDArray values = floats(adapter.values(), adapter.values().length);
    return delta(adapter, values, weight, UnaryOperator.identity());
  }

  /**
   * Returns a trainable adapter beside a frozen one, with a gate that mixes them token by token;
   * see {@link GatedAdapters}.
   *
   * @param parameter the values of the trainable adapter, then those of the gate
   * @param others the frozen adapter, of the same layout
   * @param dropout applied to the input of A of the trainable adapter
   */
  public AdapterForward gated(
      NDArray parameter, LoraAdapter others, UnaryOperator<NDArray> dropout) {
    return AdapterForward.gated(
        others.layout(),
        parameter,
        floats(others.values(), others.values().length),
        floats(new float[] {others.layout().scale()}),
        dropout);
  }

  /** Returns a frozen adapter with a weight of its own for each text of the batch. */
  public AdapterForward frozen(LoraAdapter adapter, float[] weights) {
    float[] scales = weights.clone();
    for (int i = 0; i < scales.length; i++) {
      scales[i] *= adapter.layout().scale();
    }
    return AdapterForward.of(
        adapter.layout(),
        floats(adapter.values(), adapter.values().length),
        floats(scales, scales.length, 1, 1),
        UnaryOperator.identity());
  }

  /** Returns d loss / d parameter for a scalar {@code loss}, and frees the graph. */
  public float[] gradient(NDArray loss, NDArray parameter) {
    Torch.backward(loss, floats(new float[] {1}));
    try (NDArray gradient = parameter.getGradient()) {
      return gradient.toFloatArray();
    }
  }

  /**
   * Runs {@code layer} in memory of its own, from which only the result survives; {@code x} is
   * freed with that memory.
   */
  NDArray consuming(NDArray x, UnaryOperator<NDArray> layer) {
    try (NDManager inner = manager.newSubManager()) {
      x.attach(inner);
      NDArray result = layer.apply(x);
      result.attach(manager);
      return result;
    }
  }

  @Override
  public void close() {
    Torch.gradientMode(gradientModeBefore);
    manager.close();
  }
}
