package io.tributary.schemas.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.graph.AdapterForward;
import io.tributary.schemas.model.graph.Torch;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The adapters that were used last, in native memory; equal adapters share one entry. If an adapter
 * is evicted while a forward pass uses it, it is freed when that pass returns its lease.
 */
final class AdapterCache implements AutoCloseable {
  private final NDManager parent;
  private final int capacity;
  private final Map<LoraAdapter, Loaded> loaded = new LinkedHashMap<>(16, 0.75f, true);

  /** One adapter in native memory. */
  static final class Loaded {
    private final NDManager manager;
    private final NDArray values;
    private final NDArray scale;
    private final AdapterForward adapterForward;
    private int leases;
    private boolean dropped;

    private Loaded(NDManager parent, LoraAdapter adapter) {
      this.manager = parent.newSubManager();
      this.values = Torch.tensor(manager, adapter.values(), new Shape(adapter.values().length));
      this.scale = Torch.tensor(manager, new float[] {adapter.layout().scale()}, new Shape());
      this.adapterForward =
          AdapterForward.of(adapter.layout(), values, scale, UnaryOperator.identity());
    }

    /** The adapter's flat values, an array of shape (parameters). */
    NDArray values() {
      return values;
    }

    NDArray scale() {
      return scale;
    }

    AdapterForward delta() {
      return adapterForward;
    }
  }

  AdapterCache(NDManager parent, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("cached adapters must be >= 1, were " + capacity);
    }
    this.parent = parent;
    this.capacity = capacity;
  }

  /**
   * Returns the adapter in native memory and loads it if necessary. The caller gives it back with
   * {@link #release}.
   */
  synchronized Loaded lease(LoraAdapter adapter) {
    Loaded entry = loaded.computeIfAbsent(adapter, a -> new Loaded(parent, a));
    entry.leases++;
    Iterator<Loaded> eldest = loaded.values().iterator();
    while (loaded.size() > capacity) {
      Loaded gone = eldest.next();
      eldest.remove();
      drop(gone);
    }
    return entry;
  }

  synchronized void release(Loaded entry) {
    entry.leases--;
    if (entry.dropped && entry.leases == 0) {
      entry.manager.close();
    }
  }

  synchronized int size() {
    return loaded.size();
  }

  private static void drop(Loaded entry) {
    entry.dropped = true;
    if (entry.leases == 0) {
      entry.manager.close();
    }
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(AdapterCache::drop);
    loaded.clear();
  }
}
