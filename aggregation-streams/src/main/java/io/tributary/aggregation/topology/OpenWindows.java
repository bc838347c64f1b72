package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.HeapCache;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.event.ChunkEvent;
import io.tributary.schemas.id.ChunkKey;
import java.util.List;
import java.util.Optional;

/**
 * The windows of one task's chunks while they fill. Which updates a window holds is stored; its sum
 * is not: it is a function of those updates, made in the heap as they come and made again from the
 * log when a crash or the heap's bound took it.
 */
final class OpenWindows {
  private final ChunkStores stores;
  private final Payloads payloads;
  private final HeapCache<FixedPointSum> sums;

  OpenWindows(ChunkStores stores, Payloads payloads, HeapBudget budget) {
    this.stores = stores;
    this.payloads = payloads;
    sums = new HeapCache<>(budget, FixedPointSum::heapBytes);
  }

  /** Adds a chunk that the ledger accepted. */
  void add(ChunkEvent.Apply apply, ChunkRef ref, int length) {
    ChunkKey key = apply.key();
    String window = window(key, apply.version());
    // A sum is either of all parts so far or absent; absent ones are made when the window closes.
    Optional<FixedPointSum> sum =
        stores.hasNoPart(key, apply.version())
            ? Optional.of(new FixedPointSum(length))
            : sums.get(window);
    WindowPart part = WindowPart.of(apply, ref);
    stores.putPart(key, apply.version(), part);
    if (sum.isPresent()) {
      add(sum.get(), key, part);
      sums.put(window, sum.get());
    }
    payloads.forget(key, apply.update());
  }

  /** The sum of all parts of a window that closes; the window is gone afterwards. */
  FixedPointSum close(ChunkEvent.Close close, int length) {
    ChunkKey key = close.key();
    List<WindowPart> parts = stores.parts(key, close.version());
    if (parts.isEmpty()) {
      throw new IllegalStateException(
          "window " + close.version() + " of " + key + " closes with nothing in it");
    }
    String window = window(key, close.version());
    FixedPointSum sum = sums.get(window).orElseGet(() -> sumOf(key, parts, length));
    sums.remove(window);
    stores.dropParts(key, close.version(), parts);
    return sum;
  }

  void forgetSums() {
    sums.clear();
  }

  private FixedPointSum sumOf(ChunkKey key, List<WindowPart> parts, int length) {
    var sum = new FixedPointSum(length);
    parts.stream()
        .sorted((a, b) -> Long.compare(a.ref().offset(), b.ref().offset()))
        .forEach(part -> add(sum, key, part));
    return sum;
  }

  private void add(FixedPointSum sum, ChunkKey key, WindowPart part) {
    byte[] payload = payloads.read(key, part.update(), part.ref());
    sum.add(AdapterChunks.floats(payload), part.weight(), part.clip());
  }

  private static String window(ChunkKey key, int version) {
    return key + "/" + version;
  }
}
