package io.tributary.infra.attack.poison;

import io.tributary.infra.attack.Infiltration;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.UpdateChunk;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Assembles honest clients' updates, and keeps each cluster's newest complete one. */
final class HonestUpdates {
  private final int parameters;
  private final Map<SlotId, Partial> partial = new HashMap<>();
  private final Map<ClusterId, float[]> newest = new HashMap<>();

  /** An update of which some chunks have arrived. */
  private record Partial(long sequence, float[] values, BitSet arrived) {}

  /**
   * Creates a collection that has seen no update yet.
   *
   * @param parameters floats of an update
   */
  HonestUpdates(int parameters) {
    this.parameters = parameters;
  }

  /** Adds a chunk; those of hostile clients are ignored. */
  void accept(UpdateChunk chunk) {
    SlotId slot = chunk.update().slot();
    int index = chunk.key().index();
    if (Infiltration.isHostile(slot.client()) || index >= AdapterChunks.count(parameters)) {
      return;
    }
    long sequence = chunk.update().sequence();
    Partial update = partial.get(slot);
    if (update == null || update.sequence() != sequence) {
      update = new Partial(sequence, new float[parameters], new BitSet());
      partial.put(slot, update);
    }
    AdapterChunks.decodeInto(chunk.payload(), index, update.values());
    update.arrived().set(index);
    if (update.arrived().cardinality() == AdapterChunks.count(parameters)) {
      partial.remove(slot);
      newest.put(chunk.key().cluster(), update.values());
    }
  }

  /** Returns a cluster's newest complete update; empty before the first. */
  Optional<float[]> newest(ClusterId cluster) {
    return Optional.ofNullable(newest.get(cluster));
  }
}
