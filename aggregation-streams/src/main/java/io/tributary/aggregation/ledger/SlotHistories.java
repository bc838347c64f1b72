package io.tributary.aggregation.ledger;

import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the decisions about each slot's sequences.
 *
 * <p>Strangers are slots that were no members when the first of their updates was decided, nor
 * since: no update of theirs ever counted, so that forgetting them cannot make any update count
 * twice.
 */
final class SlotHistories {
  private final SortedMap<SlotId, SequenceHistory> histories = new TreeMap<>();
  private final SortedSet<SlotId> strangers = new TreeSet<>();

  SequenceHistory of(SlotId slot) {
    return histories.getOrDefault(slot, SequenceHistory.NONE);
  }

  /** Returns whether any decision about the slot is remembered. */
  boolean knows(SlotId slot) {
    return histories.containsKey(slot);
  }

  boolean isStranger(SlotId slot) {
    return strangers.contains(slot);
  }

  int size() {
    return histories.size();
  }

  int strangers() {
    return strangers.size();
  }

  /** Returns the key under which a slot's history is stored. */
  String key(SlotId slot) {
    return isStranger(slot) ? LedgerKeys.stranger(slot) : LedgerKeys.slot(slot);
  }

  /** Restores a slot's history as it was stored. */
  void restore(SlotId slot, SequenceHistory history, boolean stranger) {
    histories.put(slot, history);
    if (stranger) {
      strangers.add(slot);
    }
  }

  /** Records that an update is decided, whether or not it counts. */
  void decided(UpdateId update, boolean member) {
    SlotId slot = update.slot();
    if (!member && !knows(slot)) {
      strangers.add(slot);
    }
    histories.put(slot, of(slot).with(update.sequence()));
  }

  /** Records that a decided update is in quarantine, from which an operator may release it. */
  void releasable(UpdateId update) {
    histories.put(update.slot(), of(update.slot()).withReleasable(update.sequence()));
  }

  /** Marks a slot as a member; returns whether it was a stranger. */
  boolean joined(SlotId slot) {
    return strangers.remove(slot);
  }

  /** Forgets all strangers; returns the keys under which they were stored. */
  List<String> forgetStrangers() {
    histories.keySet().removeAll(strangers);
    List<String> keys = strangers.stream().map(LedgerKeys::stranger).toList();
    strangers.clear();
    return keys;
  }

  /** Forgets all slots; returns the keys under which they were stored. */
  List<String> forgetAll() {
    List<String> keys = histories.keySet().stream().map(this::key).toList();
    histories.clear();
    strangers.clear();
    return keys;
  }
}
