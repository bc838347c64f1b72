package io.tributary.schemas.model.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.function.UnaryOperator;

/**
 * One forward pass, and its backward pass if it trains: owns every array made on the way and this
 * thread's gradient mode, and gives both back when it is closed, by the thread that opened it.
 */
public final class GraphScope implements AutoCloseable {
  private final NDManager manager;
  private final boolean gradientModeBefore;

  private GraphScope(NDManager parent, boolean recording) {
    this.manager = parent.newSubManager();
    this.gradientModeBefore = Torch.gradientMode();
    // A new thread records by default: say it each time, in both directions.
    Torch.gradientMode(recording);
  }

  public static GraphScope inference(NDManager parent) {
    return new GraphScope(parent, false);
  }

  public static GraphScope training(NDManager parent) {
    return new GraphScope(parent, true);
  }

  /** The scope's own memory. */
  public NDManager manager() {
    return manager;
  }

  /** A float32 array of this scope; a scalar if no shape is given. */
  public NDArray floats(float[] values, long... shape) {
    return Torch.tensor(manager, values, new Shape(shape));
  }

  /** An int64 array of this scope. */
  NDArray longs(long[] values, long... shape) {
    return Torch.tensor(manager, values, new Shape(shape));
  }

  /** The adapter's values as the graph's one leaf with a gradient, shape (parameters). */
  public NDArray parameter(LoraAdapter adapter) {
    return parameter(adapter.values());
  }

  /** As {@link #parameter(LoraAdapter)}, for an adapter's values and what else is trained. */
  public NDArray parameter(float[] values) {
    NDArray leaf = floats(values, values.length);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** What {@code parameter} changes in the base model; {@code dropout} acts on the input of A. */
  public AdapterForward delta(
      LoraAdapter adapter, NDArray parameter, UnaryOperator<NDArray> dropout) {
    return delta(adapter, parameter, 1, dropout);
  }

  /** As much of that as a weight says. */
  public AdapterForward delta(
      LoraAdapter adapter, NDArray parameter, float weight, UnaryOperator<NDArray> dropout) {
    NDArray scale = floats(new float[] {weight * adapter.layout().scale()});
    return AdapterForward.of(adapter.layout(), parameter, scale, dropout);
  }

  /** As much of what a frozen adapter changes as a weight says: nothing of it gets a gradient. */
  public AdapterForward frozen(LoraAdapter adapter, float weight) {
    NDArray values = floats(adapter.values(), adapter.values().length);
    return delta(adapter, values, weight, UnaryOperator.identity());
  }

  /**
   * What an adapter changes beside a frozen one, with a gate between them that mixes them token by
   * token; see {@link GatedAdapters}.
   *
   * @param parameter the first adapter's values and then the gate's
   * @param others frozen, of the same layout
   * @param dropout acts on the input of the first one's A
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

  /** What a frozen adapter changes, with a weight of its own for each text of the batch. */
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

  /** d loss / d parameter; {@code loss} is a scalar. Frees the graph. */
  public float[] gradient(NDArray loss, NDArray parameter) {
    Torch.backward(loss, floats(new float[] {1}));
    try (NDArray gradient = parameter.getGradient()) {
      return gradient.toFloatArray();
    }
  }

  /** Runs {@code layer} in memory of its own: only its result stays, and {@code x} is consumed. */
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
