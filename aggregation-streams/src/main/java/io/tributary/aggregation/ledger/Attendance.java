package io.tributary.aggregation.ledger;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which members are absent, so that windows do not wait for them again and again. When a window
 * closes to which a slot has not reported, all slots of its client owe {@link #MISSED} reports
 * more: with many slots, one after the other could stay away. Each report to a window takes one
 * away from its slot; while it owes that many or more, it is absent. So one report ends a first
 * absence, and a client that stays away again at once has to report {@link #MISSED} times.
 */
final class Attendance {
  /** Reports that a slot owes for a window that closed without it. */
  static final int MISSED = 8;

  private static final int MOST = 2 * MISSED - 1;

  private final SortedMap<SlotId, Integer> owed = new TreeMap<>();

  /** Whether windows do not wait for the slot. */
  boolean isAbsent(SlotId slot) {
    return owed(slot) >= MISSED;
  }

  /** What a slot owes; 0 for most. */
  int owed(SlotId slot) {
    return owed.getOrDefault(slot, 0);
  }

  /** Restores what a slot owes, a number that {@link #owed} returned before. */
  void restore(SlotId slot, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          "what " + slot + " owes must be in 1.." + MOST + ", was " + value);
    }
    owed.put(slot, value);
  }

  /**
   * Records who reported to a window that was closed.
   *
   * @param expected to report to it
   * @param reported to it
   * @return the slots that owe something else than before
   */
  List<SlotId> closed(SortedSet<SlotId> expected, SortedSet<SlotId> reported) {
    Set<ClientId> away =
        expected.stream()
            .filter(slot -> !reported.contains(slot))
            .map(SlotId::client)
            .collect(Collectors.toSet());
    var changed = new ArrayList<SlotId>();
    for (SlotId slot : expected) {
      int before = owed(slot);
      int after = away.contains(slot.client()) ? missed(before) : Math.max(0, before - 1);
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

  /** A slot that is absent already owes nothing more: no window waited for it. */
  private static int missed(int before) {
    return before >= MISSED ? before : before + MISSED;
  }
}
