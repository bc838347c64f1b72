package io.tributary.schemas.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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

  static GraphScope inference(NDManager parent) {
    return new GraphScope(parent, false);
  }

  static GraphScope training(NDManager parent) {
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
    NDArray leaf = floats(adapter.values(), adapter.values().length);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** What {@code parameter} changes in the base model; {@code dropout} acts on the input of A. */
  public Delta delta(LoraAdapter adapter, NDArray parameter, UnaryOperator<NDArray> dropout) {
    NDArray scale = floats(new float[] {adapter.layout().scale()});
    return Delta.of(adapter.layout(), parameter, scale, dropout);
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
