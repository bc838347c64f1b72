package io.tributary.schemas.model.graph;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.tributary.schemas.natives.NativeFolder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Wraps the calls of DJL's PyTorch engine that its public interface does not offer.
 *
 * <p>DJL's public gradient collector allows one user per process and visits every array of the
 * process when it opens. The calls here belong to one thread and touch one graph, as several
 * trainers over one frozen model need it.
 */
public final class Torch {
  /**
   * Arrays up to this size are copied through a reused buffer; larger ones (weights) get a buffer
   * of their own, which the garbage collector frees.
   */
  private static final int LARGEST_STAGED_BYTES = 8 << 20;

  private static final ThreadLocal<ByteBuffer> STAGING =
      ThreadLocal.withInitial(() -> direct(1 << 16));

  private Torch() {}

  /**
   * Returns a manager directly below the engine's. The first call loads libtorch.
   *
   * @throws io.tributary.schemas.settings.Failure NATIVE_DIR_UNUSABLE if there is no folder to load
   *     it from
   */
  public static NDManager newRootManager() {
    NativeFolder.path();
    // All native libraries come from the class path; DJL must not look for them on a network.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    return Engine.getEngine("PyTorch").newBaseManager();
  }

  static boolean gradientMode() {
    return JniUtils.isGradMode();
  }

  /** Sets whether operations of this thread record a graph. */
  static void gradientMode(boolean on) {
    JniUtils.setGradMode(on);
  }

  public static int threads() {
    return JniUtils.getNumThreads();
  }

  /**
   * Sets how many cores one operation may use, for this thread and for threads that start later.
   */
  public static void threads(int count) {
    JniUtils.setNumThreads(count);
  }

  /**
   * Returns a copy of the values that the engine owns; garbage collection of the Java array does
   * not affect it, so it may be part of a graph.
   */
  public static NDArray tensor(NDManager manager, float[] values, Shape shape) {
    ByteBuffer staged = staging(Math.multiplyExact(4, values.length));
    staged.asFloatBuffer().put(values);
    return owned(manager, staged, shape, DataType.FLOAT32);
  }

  /** Does the same as {@link #tensor(NDManager, float[], Shape)} for indices (int64). */
  static NDArray tensor(NDManager manager, long[] values, Shape shape) {
    ByteBuffer staged = staging(Math.multiplyExact(8, values.length));
    staged.asLongBuffer().put(values);
    return owned(manager, staged, shape, DataType.INT64);
  }

  /**
   * Does the same as {@link #tensor(NDManager, float[], Shape)} for little-endian IEEE 754 bytes.
   */
  static NDArray tensor(NDManager manager, byte[] littleEndianFloats, Shape shape) {
    ByteBuffer staged = staging(littleEndianFloats.length);
    staged.duplicate().put(littleEndianFloats);
    return owned(manager, staged, shape, DataType.FLOAT32);
  }

  /** Returns x W^T + b, for {@code weight} of shape (outputs, inputs), in the manager of x. */
  static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
  }

  /** Returns rows of {@code table}, in the manager of {@code indices}. */
  static NDArray rows(NDArray table, NDArray indices) {
    return JniUtils.embedding((PtNDArray) indices, (PtNDArray) table, false);
  }

  /** Returns the layer normalisation over the last axis, in the manager of x. */
  static NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
    return JniUtils.layerNorm(
        (PtNDArray) x, weight.getShape(), (PtNDArray) weight, (PtNDArray) bias, epsilon);
  }

  /** Returns x Phi(x), with the exact normal distribution function. */
  static NDArray gelu(NDArray x) {
    return JniUtils.gelu((PtNDArray) x);
  }

  /** Accumulates d loss / d leaf in every leaf that requires a gradient, and frees the graph. */
  static void backward(NDArray loss, NDArray one) {
    JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
  }

  private static NDArray owned(NDManager manager, ByteBuffer bytes, Shape shape, DataType type) {
    // The view points into the buffer, which will be reused, so the caller gets a copy.
    try (NDArray view = manager.create(bytes, shape, type)) {
      return view.duplicate();
    }
  }

  private static ByteBuffer staging(int bytes) {
    if (bytes > LARGEST_STAGED_BYTES) {
      return direct(bytes);
    }
    ByteBuffer buffer = STAGING.get();
    if (buffer.capacity() < bytes) {
      buffer = direct(Math.max(bytes, 2 * buffer.capacity()));
      STAGING.set(buffer);
    }
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0).limit(bytes);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
