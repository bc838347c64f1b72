package io.tributary.infra.history.lineage;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the updates that one window took and left out, from its cluster's decisions in order; it
 * keeps no more than the window and the updates that were rejected meanwhile. The ledger does not
 * record when a window opened: the window's decisions are those after the last update that an
 * earlier window took, up to the last one of its own.
 */
public final class WindowScan {
  /**
   * The largest number of rejected updates beside one window, because strangers may send any
   * number.
   */
  private static final int MOST_SET_ASIDE = 5_000;

  private final ClusterId cluster;
  private final int version;
  private final SortedMap<UpdateId, PositionedRecord<LedgerEntry>> taken = new TreeMap<>();
  private final List<PositionedRecord<LedgerEntry>> notChosen = new ArrayList<>();
  private final List<PositionedRecord<LedgerEntry>> setAside = new ArrayList<>();
  private final List<PositionedRecord<LedgerEntry>> setAsideSinceTaken = new ArrayList<>();

  /** The updates that were rejected, with the version that contains them later, 0 for none. */
  private final Map<UpdateId, Integer> takenLater = new HashMap<>();

  private boolean over;

  /** Creates a scan of the window of a cluster that made, or will make, a version. */
  public WindowScan(ClusterId cluster, int version) {
    this.cluster = cluster;
    this.version = version;
  }

  /**
   * Adds one decision; those of other clusters are ignored.
   *
   * @return false if it belongs here and is not kept, because there are too many
   */
  public boolean accept(PositionedRecord<LedgerEntry> decision) {
    LedgerEntry entry = decision.value();
    if (!entry.cluster().equals(cluster)) {
      return true;
    }
    if (entry.verdict() == Verdict.ACCEPTED) {
      accepted(decision);
    } else if (entry.verdict() == Verdict.QUARANTINED && !over) {
      if (takenLater.size() >= MOST_SET_ASIDE) {
        return false;
      }
      setAsideSinceTaken.add(decision);
      takenLater.put(entry.update(), 0);
    } else if (entry.verdict() == Verdict.LEFT_OUT && taken.containsKey(entry.update())) {
      notChosen.add(decision);
    }
    return true;
  }

  private void accepted(PositionedRecord<LedgerEntry> decision) {
    LedgerEntry entry = decision.value();
    takenLater.computeIfPresent(entry.update(), (update, never) -> entry.version());
    if (entry.version() < version) {
      setAside.clear();
      setAsideSinceTaken.clear();
      takenLater.clear();
    } else if (entry.version() == version) {
      taken.put(entry.update(), decision);
      setAside.addAll(setAsideSinceTaken);
      setAsideSinceTaken.clear();
    } else if (entry.version() > version + 1) {
      // Only two windows take updates at a time, so this one takes none any more.
      over = true;
      setAsideSinceTaken.clear();
    }
  }

  /** Returns the decisions on the updates that it took, by update. */
  public SortedMap<UpdateId, PositionedRecord<LedgerEntry>> taken() {
    return Collections.unmodifiableSortedMap(taken);
  }

  /**
   * Returns the updates that it left out: first those that its strategy did not choose, then those
   * that were rejected meanwhile.
   */
  public List<LeftOutUpdate> leftOut() {
    var leftOut = new ArrayList<LeftOutUpdate>();
    notChosen.forEach(decision -> leftOut.add(new LeftOutUpdate(decision, 0)));
    for (PositionedRecord<LedgerEntry> decision : setAside) {
      UpdateId update = decision.value().update();
      if (!taken.containsKey(update)) {
        leftOut.add(new LeftOutUpdate(decision, takenLater.getOrDefault(update, 0)));
      }
    }
    return List.copyOf(leftOut);
  }
}
