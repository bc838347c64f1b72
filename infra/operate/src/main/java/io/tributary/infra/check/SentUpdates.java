package io.tributary.infra.check;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the updates of a client in the log, of each slot those with the highest sequences: a few of
 * them, because the very highest may turn out to be rejected.
 */
final class SentUpdates {
  private static final int MOST = 20;

  private final SortedMap<SlotId, TreeMap<Long, Sent>> bySlot = new TreeMap<>();

  /**
   * An update whose manifest is in the log.
   *
   * @param update id of the update
   * @param cluster of its base
   * @param baseVersion that it was trained from
   * @param place position of the manifest
   * @param at its timestamp in the log
   */
  record Sent(
      UpdateId update, ClusterId cluster, int baseVersion, RecordPosition place, Instant at) {}

  void add(PositionedRecord<UpdateManifest> positionedRecord) {
    UpdateId update = positionedRecord.value().id();
    var base = positionedRecord.value().base();
    TreeMap<Long, Sent> ofSlot = bySlot.computeIfAbsent(update.slot(), slot -> new TreeMap<>());
    ofSlot.put(
        update.sequence(),
        new Sent(
            update,
            base.cluster(),
            base.version(),
            positionedRecord.place(),
            positionedRecord.at()));
    if (ofSlot.size() > MOST) {
      ofSlot.pollFirstEntry();
    }
  }

  /**
   * Removes the record at a position, which was rejected by itself and is no evidence about its
   * update.
   */
  void refused(RecordPosition recordPosition) {
    bySlot
        .values()
        .forEach(ofSlot -> ofSlot.values().removeIf(sent -> sent.place().equals(recordPosition)));
  }

  /** Returns the update with the highest sequence. */
  Optional<Sent> newest(SlotId slot) {
    return Optional.ofNullable(bySlot.get(slot))
        .filter(ofSlot -> !ofSlot.isEmpty())
        .map(ofSlot -> ofSlot.lastEntry().getValue());
  }

  Set<SlotId> slots() {
    return bySlot.keySet();
  }
}
