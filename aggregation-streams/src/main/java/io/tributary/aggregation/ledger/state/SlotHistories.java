package io.tributary.aggregation.ledger.state;

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
public final class SlotHistories {
  private final SortedMap<SlotId, SequenceHistory> histories = new TreeMap<>();
  private final SortedSet<SlotId> strangers = new TreeSet<>();

  public SequenceHistory of(SlotId slot) {
    return histories.getOrDefault(slot, SequenceHistory.NONE);
  }

  /** Returns whether any decision about the slot is remembered. */
  public boolean knows(SlotId slot) {
    return histories.containsKey(slot);
  }

  public boolean isStranger(SlotId slot) {
    return strangers.contains(slot);
  }

  public int size() {
    return histories.size();
  }

  public int strangers() {
    return strangers.size();
  }

  /** Returns the key under which a slot's history is stored. */
  public String key(SlotId slot) {
    return isStranger(slot) ? LedgerKeys.stranger(slot) : LedgerKeys.slot(slot);
  }

  /** Restores a slot's history as it was stored. */
  public void restore(SlotId slot, SequenceHistory history, boolean stranger) {
    histories.put(slot, history);
    if (stranger) {
      strangers.add(slot);
    }
  }

  /** Records that an update is decided, whether or not it counts. */
  public void decided(UpdateId update, boolean member) {
    SlotId slot = update.slot();
    if (!member && !knows(slot)) {
      strangers.add(slot);
    }
    histories.put(slot, of(slot).with(update.sequence()));
  }

  /** Records that a decided update is in quarantine, from which an operator may release it. */
  public void releasable(UpdateId update) {
    histories.put(update.slot(), of(update.slot()).withReleasable(update.sequence()));
  }

  /** Marks a slot as a member; returns whether it was a stranger. */
  public boolean joined(SlotId slot) {
    return strangers.remove(slot);
  }

  /** Forgets all strangers; returns the keys under which they were stored. */
  public List<String> forgetStrangers() {
    histories.keySet().removeAll(strangers);
    List<String> keys = strangers.stream().map(LedgerKeys::stranger).toList();
    strangers.clear();
    return keys;
  }

  /** Forgets all slots; returns the keys under which they were stored. */
  public List<String> forgetAll() {
    List<String> keys = histories.keySet().stream().map(this::key).toList();
    histories.clear();
    strangers.clear();
    return keys;
  }
}
