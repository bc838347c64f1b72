package io.tributary.aggregation.ledger;

import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Which members are absent, so that windows do not wait for them again and again. A slot for which
 * a window waited until its time ran out makes up for that in the windows that it reports to. The
 * first time one report is enough; a slot that stays away more often must report {@link #MISSED}
 * times for each.
 */
final class Attendance {
  /** What a slot owes for a window that waited for it in vain; a report takes one away. */
  static final int MISSED = 8;

  private static final int MOST = 8 * MISSED;

  private final SortedMap<SlotId, Integer> owed = new TreeMap<>();

  /** Whether windows do not wait for the slot. */
  boolean isAbsent(SlotId slot) {
    return owed(slot) >= MISSED;
  }

  /** What a slot owes; 0 for most. */
  int owed(SlotId slot) {
    return owed.getOrDefault(slot, 0);
  }

  /** Takes what {@link #owed} gave before. */
  void restore(SlotId slot, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          "what " + slot + " owes must be in 1.." + MOST + ", was " + value);
    }
    owed.put(slot, value);
  }

  /**
   * A window was closed.
   *
   * @param expected to report to it
   * @param reported to it
   * @return the slots that owe something else than before
   */
  List<SlotId> closed(SortedSet<SlotId> expected, SortedSet<SlotId> reported) {
    var changed = new ArrayList<SlotId>();
    for (SlotId slot : expected) {
      int before = owed(slot);
      int after = reported.contains(slot) ? Math.max(0, before - 1) : missed(before);
      if (after != before) {
        changed.add(slot);
        if (after == 0) {
          owed.remove(slot);
        } else {
          owed.put(slot, after);
        }
      }
    }
    return changed;
  }

  /** Nothing new of who is absent already: no window waited for it. */
  private static int missed(int before) {
    return before >= MISSED ? before : Math.min(MOST, before + MISSED);
  }
}
