package io.tributary.aggregation.ledger.state;

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
 * Keeps which members are absent, so that windows do not wait for them again and again. When a
 * window closes without a report of a slot, all slots of its client owe {@link #MISSED} more
 * reports: otherwise a client with many slots could stay away with one after the other. Each report
 * to a window reduces the debt of its slot by one; while a slot owes that many or more, it is
 * absent. So one report ends a first absence, and a client that stays away again at once has to
 * report {@link #MISSED} times.
 */
public final class Attendance {
  /** The number of reports that a slot owes for a window that closed without it. */
  static final int MISSED = 8;

  private static final int MOST = 2 * MISSED - 1;

  private final SortedMap<SlotId, Integer> owed = new TreeMap<>();

  /** Returns whether windows do not wait for the slot. */
  public boolean isAbsent(SlotId slot) {
    return owed(slot) >= MISSED;
  }

  /** Returns how many reports a slot owes; 0 for most. */
  public int owed(SlotId slot) {
    return owed.getOrDefault(slot, 0);
  }

  /** Restores the number of reports that a slot owes, which {@link #owed} returned before. */
  public void restore(SlotId slot, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          "what " + slot + " owes must be in 1.." + MOST + ", was " + value);
    }
    owed.put(slot, value);
  }

  /**
   * Records which slots reported to a window that was closed.
   *
   * @param expected slots that should have reported
   * @param reported slots that did
   * @return the slots whose number of owed reports changed
   */
  public List<SlotId> closed(SortedSet<SlotId> expected, SortedSet<SlotId> reported) {
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

  /**
   * Returns what a slot owes after it missed a window. A slot that is absent already owes nothing
   * more, because no window waited for it.
   */
  private static int missed(int before) {
    return before >= MISSED ? before : before + MISSED;
  }
}
