package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;

import io.tributary.infra.sim.fleet.DeliveredRecords;
import io.tributary.infra.sim.view.OutputListener;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks that every update is decided once, and every slot counts once in a window. */
final class LedgerCheck implements OutputListener {
  /** The number of decided sequences of a slot that its ledger remembers one by one. */
  private static final int REMEMBERED = Long.SIZE;

  /** The reasons for which only a sender can be responsible. */
  private static final Set<RejectReason> FAULTS =
      EnumSet.of(
          RejectReason.UNDECODABLE,
          RejectReason.WRONG_LAYOUT,
          RejectReason.WRONG_BASE_MODEL,
          RejectReason.UNKNOWN_BASE_VERSION,
          RejectReason.WRONG_BASE_DIGEST,
          RejectReason.NOT_FINITE,
          RejectReason.OUT_OF_RANGE,
          RejectReason.CHUNK_DIGEST,
          RejectReason.CHUNK_SIZE);

  private final DeliveredRecords deliveredRecords;
  private final boolean selects;
  private final boolean forgetful;
  private final Map<ClusterId, Map<UpdateId, UpdateDecisions>> cases = new HashMap<>();
  private final Map<ClusterId, Map<SlotId, Long>> highest = new HashMap<>();
  private final Map<ClusterId, SortedMap<Integer, SortedMap<SlotId, LedgerEntry>>> windows =
      new TreeMap<>();
  private final Map<UpdateId, Map<Verdict, Integer>> counts = new HashMap<>();
  private final Map<UpdateId, Integer> orphaned = new HashMap<>();

  /**
   * Creates a check of a federation without decisions.
   *
   * @param selects whether the strategy leaves accepted updates out
   * @param forgetful whether ledgers may forget slots of which nothing counted
   */
  LedgerCheck(DeliveredRecords deliveredRecords, boolean selects, boolean forgetful) {
    this.forgetful = forgetful;
    this.deliveredRecords = deliveredRecords;
    this.selects = selects;
  }

  @Override
  public void decided(LedgerEntry entry) {
    UpdateId id = entry.update();
    UpdateDecisions update = caseOf(entry);
    counts.computeIfAbsent(id, key -> new HashMap<>()).merge(entry.verdict(), 1, Integer::sum);
    switch (entry.verdict()) {
      case ACCEPTED -> accepted(entry, update);
      case QUARANTINED -> quarantined(entry, update);
      case RELEASED -> released(entry, update);
      case DISCARDED -> {
        boolean inQuarantine =
            update.quarantined != RejectReason.NONE && !update.released && !update.discarded;
        requireOnce(inQuarantine || isTooOld(entry), entry, "in quarantine");
        update.discarded = true;
      }
      case LEFT_OUT -> {
        requireOnce(selects && update.accepted != null && !update.leftOut, entry, "accepted");
        update.leftOut = true;
      }
      case LIMITED -> {
        boolean counts = update.accepted != null && update.limited == null && !update.leftOut;
        requireOnce(counts && entry.version() == update.accepted.version(), entry, "accepted");
        update.limited = entry;
      }
      case DUPLICATE -> {}
      default -> throw new IllegalStateException("no such verdict: " + entry.verdict());
    }
    if (entry.verdict() != Verdict.DUPLICATE) {
      highest
          .computeIfAbsent(entry.cluster(), cluster -> new HashMap<>())
          .merge(id.slot(), id.sequence(), Math::max);
    }
  }

  private UpdateDecisions caseOf(LedgerEntry entry) {
    Map<UpdateId, UpdateDecisions> ofCluster =
        cases.computeIfAbsent(entry.cluster(), cluster -> new HashMap<>());
    UpdateDecisions update = ofCluster.computeIfAbsent(entry.update(), id -> new UpdateDecisions());
    boolean anew = entry.verdict() == Verdict.ACCEPTED || entry.verdict() == Verdict.QUARANTINED;
    if (anew && update.forgettable && !update.released) {
      update = new UpdateDecisions();
      ofCluster.put(entry.update(), update);
    }
    return update;
  }

  private boolean neverCounted(LedgerEntry entry) {
    return windows(entry.cluster()).values().stream()
        .noneMatch(window -> window.containsKey(entry.update().slot()));
  }

  private void accepted(LedgerEntry entry, UpdateDecisions update) {
    requireOne(update.quarantined == RejectReason.NONE || update.released, entry);
    requireOnce(!update.isDecided() && !update.discarded, entry, "undecided or released");
    update.accepted = entry;
    update.released = false;
    update.quarantined = RejectReason.NONE;
    LedgerEntry other =
        windows
            .computeIfAbsent(entry.cluster(), cluster -> new TreeMap<>())
            .computeIfAbsent(entry.version(), version -> new TreeMap<>())
            .putIfAbsent(entry.update().slot(), entry);
    require(
        other == null,
        Invariant.SLOT_ONCE_PER_WINDOW,
        "the only update of " + entry.update().slot() + " in window " + entry.version(),
        entry.update(),
        other == null ? "" : other.update());
  }

  private void quarantined(LedgerEntry entry, UpdateDecisions update) {
    boolean again = entry.reason() == RejectReason.SEQUENCE_REPLAYED && isTooOld(entry);
    requireOne(update.accepted == null || again, entry);
    requireOnce(!update.isDecided() || again, entry, "undecided, released or forgotten");
    require(
        !FAULTS.contains(entry.reason())
            || !deliveredRecords.isHonest(entry.update().slot().client()),
        Invariant.HONEST_NOT_BLAMED,
        entry.update() + " of an honest client",
        "accepted, or refused for another reason",
        entry.reason() + " (" + entry.detail() + ")");
    if (entry.reason() == RejectReason.CHUNK_ORPHANED) {
      orphaned.merge(entry.update(), 1, Integer::sum);
    }
    if (update.accepted == null) {
      update.forgettable = forgetful && (update.forgettable || neverCounted(entry));
      update.quarantined = entry.reason();
      update.released = false;
    }
  }

  private void released(LedgerEntry entry, UpdateDecisions update) {
    boolean releasable =
        update.quarantined.isReleasable()
            || (update.releases > 0 && update.quarantined == RejectReason.CHUNK_MISSING);
    requireOnce(
        releasable && !update.discarded && !update.released, entry, "in quarantine, releasable");
    update.released = true;
    update.releases++;
  }

  private boolean isTooOld(LedgerEntry entry) {
    UpdateId id = entry.update();
    long newest = highest.getOrDefault(entry.cluster(), Map.of()).getOrDefault(id.slot(), 0L);
    return newest - id.sequence() >= REMEMBERED;
  }

  private void requireOne(boolean holds, LedgerEntry entry) {
    require(
        holds,
        Invariant.ONE_DECISION,
        entry.update() + " in " + entry.cluster(),
        "not decided otherwise before",
        entry.verdict() + " (" + entry.detail() + ")");
  }

  private void requireOnce(boolean holds, LedgerEntry entry, String expected) {
    require(
        holds,
        Invariant.DECIDED_ONCE,
        entry.update() + " in " + entry.cluster() + " before " + entry.verdict(),
        expected,
        "decided otherwise: " + cases.get(entry.cluster()).get(entry.update()).quarantined);
  }

  /** Returns whether operators released an update. */
  boolean wasReleased(ClusterId cluster, UpdateId update) {
    return cases.get(cluster).get(update).releases > 0;
  }

  /** Returns whether a strategy did not choose an accepted update. */
  boolean isLeftOut(ClusterId cluster, UpdateId update) {
    return cases.get(cluster).get(update).leftOut;
  }

  /** Returns how an update counts since its window closed; empty if as it was accepted. */
  Optional<LedgerEntry> limited(ClusterId cluster, UpdateId update) {
    return Optional.ofNullable(cases.get(cluster).get(update).limited);
  }

  /**
   * Returns the accepted updates of a version, by slot, so that the order is that of the update
   * ids.
   */
  SortedMap<SlotId, LedgerEntry> window(ClusterId cluster, int version) {
    return windows(cluster).getOrDefault(version, new TreeMap<>());
  }

  /** Returns all windows of a cluster, by their versions. */
  SortedMap<Integer, SortedMap<SlotId, LedgerEntry>> windows(ClusterId cluster) {
    return windows.getOrDefault(cluster, new TreeMap<>());
  }

  /** Returns the clusters that accepted anything. */
  Set<ClusterId> clusters() {
    return windows.keySet();
  }

  /** Returns the number of entries about an update with a verdict, in all clusters. */
  int count(UpdateId update, Verdict verdict) {
    return counts.getOrDefault(update, Map.of()).getOrDefault(verdict, 0);
  }

  /** Returns the number of entries about an update, in all clusters. */
  int entries(UpdateId update) {
    return counts.getOrDefault(update, Map.of()).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Returns how often chunks of an update were given up for lack of a manifest. */
  int orphaned(UpdateId update) {
    return orphaned.getOrDefault(update, 0);
  }

  /** Returns every update that has an entry. */
  Set<UpdateId> updates() {
    return counts.keySet();
  }
}
