package io.tributary.infra.check;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.RecordPosition;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The updates of a client that lie in the log, of each slot those with the highest sequences: a few
 * of them, as the very highest may turn out to have been refused by themselves.
 */
final class SentUpdates {
  private static final int MOST = 20;

  private final SortedMap<SlotId, TreeMap<Long, Sent>> bySlot = new TreeMap<>();

  /**
   * An update whose manifest lies in the log.
   *
   * @param update which
   * @param cluster of its base
   * @param baseVersion that it was trained from
   * @param place of the manifest
   * @param at when the log took it
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

  /** The record at a place was refused by itself: it says nothing about its update. */
  void refused(RecordPosition recordPosition) {
    bySlot
        .values()
        .forEach(ofSlot -> ofSlot.values().removeIf(sent -> sent.place().equals(recordPosition)));
  }

  /** The update with the highest sequence. */
  Optional<Sent> newest(SlotId slot) {
    return Optional.ofNullable(bySlot.get(slot))
        .filter(ofSlot -> !ofSlot.isEmpty())
        .map(ofSlot -> ofSlot.lastEntry().getValue());
  }

  Set<SlotId> slots() {
    return bySlot.keySet();
  }
}
