package io.tributary.aggregation.ledger.state;

import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.policy.ClientDecisions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds what a ledger knows; only a {@code LedgerTransition} changes it. */
public final class LedgerState {
  public final ClusterId cluster;

  /** The clustering epoch of the members, 0 until they are known. */
  public int epoch;

  public long revision;
  public SortedSet<SlotId> members = new TreeSet<>();

  /** The facts about each slot that is a member, or was one. */
  public final SortedMap<SlotId, Member> known = new TreeMap<>();

  /** The number of versions that each slot contributed to while it was new. */
  public final SortedMap<SlotId, Integer> contributed = new TreeMap<>();

  /** The attendance of members, which decides for which of them windows do not wait. */
  public final Attendance attendance = new Attendance();

  /** The decisions about blocked clients, with their reasons. */
  public final ClientDecisions<String> decisions = new ClientDecisions<>();

  /** The members that a window waits for; null when members or decisions have changed since. */
  private SortedSet<SlotId> expected;

  /** The cluster's newest published version, 0 before any. */
  public int version;

  /** Digests of the versions that may serve as base. */
  public final SortedMap<Integer, String> digests = new TreeMap<>();

  public final SlotHistories histories = new SlotHistories();
  public final SortedMap<Submission, PendingUpdate> pending = new TreeMap<>();

  /** The norms that closed windows left. */
  public RecentNorms norms = RecentNorms.NONE;

  /** The largest event time of an accepted update. */
  public Instant watermark = Instant.EPOCH;

  public Window open = new Window(1);

  /**
   * The window that takes a slot's second update while {@link #open} is open; null while there is
   * none.
   */
  public Window next;

  /** The version in progress; null while there is none. */
  public VersionInProgress closing;

  /** Whether the ledger was evicted, so that none of its entries is stored any more. */
  public boolean dismissed;

  /** Whether entries of this ledger are stored. */
  public boolean stored;

  /** Keys of the entries that changed since they were last stored. */
  public final SortedSet<String> changed = new TreeSet<>();

  public LedgerState(ClusterId cluster, String initialDigest) {
    this.cluster = cluster;
    digests.put(0, initialDigest);
  }

  /** Returns the samples that a slot announced, 0 where that is not known. */
  public long announced(SlotId slot) {
    return known.getOrDefault(slot, Member.UNKNOWN).samples();
  }

  /** Notes that the state was read from stored entries, and returns it. */
  public LedgerState asStored() {
    stored = true;
    return this;
  }

  /** Returns how many undecided updates lack their manifest or one of their chunks. */
  public int incomplete(int chunks) {
    return (int) pending.values().stream().filter(pending -> !pending.isComplete(chunks)).count();
  }

  /** Members or decisions have changed. */
  public void forgetExpected() {
    expected = null;
  }

  /** Members that a window waits for. */
  public SortedSet<SlotId> expected() {
    if (decisions.isEmpty()) {
      return members;
    }
    if (expected == null) {
      expected = new TreeSet<>(members);
      expected.removeIf(slot -> decisions.blocking(slot.client()).isPresent());
    }
    return expected;
  }

  /**
   * Returns the version of the window that would take an update of the slot now; 0 if none would.
   *
   * <p>A slot contributes at most once to a window: its first update that is decided while the
   * window is open stays, the next one goes to the next window, a third is ahead and goes to
   * quarantine. No later update replaces it: a decision is logged once, before it is applied, and
   * lineage and merge tasks build on it, so that no accepted update is ever lost.
   */
  public int versionFor(SlotId slot) {
    if (!open.contributions.containsKey(slot)) {
      return open.version;
    }
    return next == null || !next.contributions.containsKey(slot) ? open.version + 1 : 0;
  }

  /**
   * Returns the undecided updates of the same slot that are signed with the same key, in their
   * order.
   */
  public List<Submission> undecidedLike(Submission held) {
    SlotId slot = held.update().slot();
    return pending
        .tailMap(new Submission(new UpdateId(slot, 1), Optional.empty()))
        .keySet()
        .stream()
        .takeWhile(one -> one.update().slot().equals(slot))
        .filter(one -> one.author().equals(held.author()))
        .toList();
  }

  /**
   * Returns the undecided updates in the order of their manifests in the log; updates without a
   * manifest follow by name.
   */
  public List<Submission> pendingInOrderOfArrival() {
    return pending.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                entry ->
                    entry.getValue().arrival() == null
                        ? Long.MAX_VALUE
                        : entry.getValue().arrival().origin().offset()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the window of a version as far as it is filled. */
  public Window filled(int windowVersion) {
    Window window = windowVersion == open.version ? open : next;
    return window == null ? new Window(windowVersion) : window;
  }

  /** The signing key and the announced samples of each member. */
  public SortedMap<SlotId, Member> membership() {
    var membership = new TreeMap<>(known);
    membership.keySet().retainAll(members);
    return membership;
  }
}
