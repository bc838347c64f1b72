package io.tributary.aggregation.payload;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Keeps values that can be read again, while the budget has room; the least recently used one is
 * evicted first. For use by one thread.
 *
 * @param <V> kind of value
 */
public final class HeapCache<V> {
  private final HeapBudget budget;
  private final ToLongFunction<V> bytes;
  private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Creates a cache that holds no values yet.
   *
   * @param budget shared with other caches
   * @param bytes size of a value, which must not change while it is kept
   */
  public HeapCache(HeapBudget budget, ToLongFunction<V> bytes) {
    this.budget = budget;
    this.bytes = bytes;
  }

  /** Returns the value, if it is still kept. */
  public Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Keeps a value if there is room, or if older values of this cache can make room. */
  public void put(String key, V value) {
    remove(key);
    long size = bytes.applyAsLong(value);
    while (!budget.take(size)) {
      if (values.isEmpty()) {
        return;
      }
      dropEldest();
    }
    values.put(key, value);
  }

  /** Forgets a value, whether it was kept or not. */
  public void remove(String key) {
    V removed = values.remove(key);
    if (removed != null) {
      budget.giveBack(bytes.applyAsLong(removed));
    }
  }

  /** Removes all values and gives their bytes back to the budget. */
  public void clear() {
    values.values().forEach(value -> budget.giveBack(bytes.applyAsLong(value)));
    values.clear();
  }

  private void dropEldest() {
    Iterator<V> eldest = values.values().iterator();
    budget.giveBack(bytes.applyAsLong(eldest.next()));
    eldest.remove();
  }
}
