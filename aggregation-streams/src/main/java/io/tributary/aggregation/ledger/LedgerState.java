package io.tributary.aggregation.ledger;

import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;
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

/** What a ledger knows; only {@link #apply} changes it. */
final class LedgerState {
  final ClusterId cluster;

  /** Clustering epoch of the members, 0 until they are known. */
  int epoch;

  long revision;
  SortedSet<SlotId> members = new TreeSet<>();

  /** What was said of each slot that is a member, or was one. */
  final SortedMap<SlotId, Member> known = new TreeMap<>();

  /** Versions that each slot contributed to while it was new. */
  final SortedMap<SlotId, Integer> contributed = new TreeMap<>();

  /** The attendance of members, which tells whom windows do not wait for. */
  final Attendance attendance = new Attendance();

  /** The decisions about blocked clients, with their reasons. */
  final ClientDecisions<String> decisions = new ClientDecisions<>();

  /** Members that a window waits for; null when members or decisions have changed since. */
  private SortedSet<SlotId> expected;

  /** The cluster's newest published version, 0 before any. */
  int version;

  /** Digests of the versions that may serve as base. */
  final SortedMap<Integer, String> digests = new TreeMap<>();

  final SlotHistories histories = new SlotHistories();
  final SortedMap<Submission, PendingUpdate> pending = new TreeMap<>();

  /** The norms that closed windows left. */
  RecentNorms norms = RecentNorms.NONE;

  /** Largest event time of an accepted update. */
  Instant watermark = Instant.EPOCH;

  Window open = new Window(1);

  /** Takes a slot's second update while {@link #open} is open; null while there is none. */
  Window next;

  /** The version in progress; null while there is none. */
  VersionInProgress closing;

  /** Whether the ledger was dismissed, so that none of its entries is stored any more. */
  boolean dismissed;

  /** Keys of the entries that changed since they were last stored. */
  final SortedSet<String> changed = new TreeSet<>();

  LedgerState(ClusterId cluster, String initialDigest) {
    this.cluster = cluster;
    digests.put(0, initialDigest);
  }

  /** Samples that a slot announced, 0 where that is not known. */
  long announced(SlotId slot) {
    return known.getOrDefault(slot, Member.UNKNOWN).samples();
  }

  /** Members that a window waits for. */
  SortedSet<SlotId> expected() {
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
   * Version of the window that would take an update of the slot now; 0 if none would.
   *
   * <p>A slot contributes at most once to a window: its first update that is decided while the
   * window is open stays, the next one goes to the next window, a third is ahead and goes to
   * quarantine. No later one replaces it: a decision is logged once, before it is applied, and
   * lineage and merge tasks build on it, so that nothing that was accepted is ever lost.
   */
  int versionFor(SlotId slot) {
    if (!open.contributions.containsKey(slot)) {
      return open.version;
    }
    return next == null || !next.contributions.containsKey(slot) ? open.version + 1 : 0;
  }

  /** Undecided updates of the same slot that are signed with the same key, in their order. */
  List<Submission> undecidedLike(Submission held) {
    SlotId slot = held.update().slot();
    return pending
        .tailMap(new Submission(new UpdateId(slot, 1), Optional.empty()))
        .keySet()
        .stream()
        .takeWhile(one -> one.update().slot().equals(slot))
        .filter(one -> one.author().equals(held.author()))
        .toList();
  }

  /** The order is that of the manifests in the log; updates without a manifest sort by name. */
  List<Submission> pendingInOrderOfArrival() {
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

  /** The window of a version as far as it is filled. */
  Window filled(int windowVersion) {
    Window window = windowVersion == open.version ? open : next;
    return window == null ? new Window(windowVersion) : window;
  }

  private Window window(int of) {
    if (of == open.version) {
      return open;
    }
    if (of != open.version + 1) {
      throw new IllegalStateException(
          cluster + " has windows " + open.version + " and the next, not " + of);
    }
    if (next == null) {
      next = new Window(of);
    }
    return next;
  }

  void apply(LedgerRecord record, LedgerRules rules) {
    if (record instanceof LedgerRecord.MembersKnown known) {
      applyMembers(known.members());
    } else if (record instanceof LedgerRecord.PolicyKnown known) {
      applyPolicy(known.policy());
    } else if (record instanceof LedgerRecord.ManifestHeld held) {
      Submission submission = Submission.of(held.arrival().manifest());
      hold(submission, pendingOf(submission, held.since()).with(held.arrival()));
    } else if (record instanceof LedgerRecord.ChunkHeld held) {
      Submission submission = Submission.of(held.inspection());
      hold(submission, pendingOf(submission, held.since()).with(held.inspection()));
    } else if (record instanceof LedgerRecord.Accepted accepted) {
      applyAccepted(accepted);
    } else if (record instanceof LedgerRecord.Quarantined quarantined) {
      applyQuarantined(quarantined);
    } else if (record instanceof LedgerRecord.Refused refused) {
      forget(refused.submission());
    } else if (record instanceof LedgerRecord.Released released) {
      Submission submission = Submission.of(released.arrival().manifest());
      settle(submission);
      hold(
          submission,
          PendingUpdate.released(released.since(), released.arrival(), released.ruling()));
    } else if (record instanceof LedgerRecord.Discarded discarded) {
      decided(discarded.entry().update());
    } else if (record instanceof LedgerRecord.StrangersForgotten) {
      changed.addAll(histories.forgetStrangers());
    } else if (record instanceof LedgerRecord.Dismissed) {
      changed.addAll(histories.forgetAll());
      dismissed = true;
      changed.add(LedgerKeys.HEAD);
    } else if (record instanceof LedgerRecord.WindowClosed closed) {
      applyClosed(closed, rules);
    } else if (record instanceof LedgerRecord.DistancesKnown known) {
      closing.measured(known.measured());
      changed.add(LedgerKeys.distances(known.measured().index()));
    } else if (record instanceof LedgerRecord.Chosen chosen) {
      applyChosen(chosen.chosen());
    } else if (record instanceof LedgerRecord.ChunkReady ready) {
      closing.merged(ready.merged());
      changed.addAll(List.of(LedgerKeys.agreement(ready.merged().index()), LedgerKeys.HEAD));
    } else if (record instanceof LedgerRecord.Published published) {
      applyPublished(published, rules);
    }
  }

  /** The signing key and the announced samples of each member. */
  SortedMap<SlotId, Member> membership() {
    var membership = new TreeMap<>(known);
    membership.keySet().retainAll(members);
    return membership;
  }

  private void applyMembers(MembersChanged now) {
    epoch = now.epoch();
    revision = now.revision();
    changed.add(LedgerKeys.HEAD);
    members.stream()
        .filter(slot -> !now.slots().contains(slot))
        .forEach(slot -> changed.add(LedgerKeys.slot(slot)));
    now.members()
        .forEach(
            (slot, member) -> {
              boolean same = member.equals(known.put(slot, member));
              if (!same || !members.contains(slot)) {
                changed.add(LedgerKeys.slot(slot));
              }
            });
    members = now.slots();
    expected = null;
    members.stream()
        .filter(histories::joined)
        .forEach(slot -> changed.add(LedgerKeys.stranger(slot)));
  }

  private void applyPolicy(ClientPolicyChanged policy) {
    if (policy.decided()) {
      decisions.put(policy.clients(), policy.blocked(), policy.why());
    } else {
      decisions.remove(policy.clients());
    }
    expected = null;
    changed.add(LedgerKeys.clients(policy.clients()));
  }

  private void hold(Submission submission, PendingUpdate update) {
    pending.put(submission, update);
    changed.add(LedgerKeys.pending(submission));
  }

  private PendingUpdate pendingOf(Submission submission, Instant since) {
    PendingUpdate held = pending.get(submission);
    return held == null ? PendingUpdate.since(since) : held;
  }

  private void applyAccepted(LedgerRecord.Accepted accepted) {
    LedgerEntry entry = accepted.entry();
    settle(accepted.submission());
    Window window = window(entry.version());
    if (window.isEmpty()) {
      // A late update must not open a window in the past and so close it at once.
      window.firstEvent = later(accepted.eventTime(), watermark);
      window.openedAt = accepted.openedAt();
    }
    window.add(accepted.part(), accepted.released() ? 0 : entry.norm());
    watermark = later(accepted.eventTime(), watermark);
    String part = LedgerKeys.part(entry.version(), entry.update().slot());
    changed.addAll(List.of(part, LedgerKeys.HEAD));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** A member that sent something unusable has reported, so that nobody waits for it. */
  private void applyQuarantined(LedgerRecord.Quarantined quarantined) {
    LedgerEntry entry = quarantined.entry();
    PendingUpdate update = pending.get(quarantined.submission());
    boolean released = update != null && update.isReleased();
    settle(quarantined.submission());
    // Chunks of a release that were late are in the log: it can be released once more.
    if (entry.reason().isReleasable()
        || (released && entry.reason() == RejectReason.CHUNK_MISSING)) {
      histories.releasable(entry.update());
    }
    SlotId slot = entry.update().slot();
    int takenBy = versionFor(slot);
    // A replay or a release says nothing about the slot's present work.
    if (members.contains(slot)
        && takenBy != 0
        && !released
        && entry.reason() != RejectReason.SEQUENCE_REPLAYED) {
      window(takenBy).reported.add(slot);
      changed.addAll(List.of(LedgerKeys.part(takenBy, slot), LedgerKeys.HEAD));
    }
  }

  private void applyClosed(LedgerRecord.WindowClosed closed, LedgerRules rules) {
    // What only reported has served its purpose and is stored no longer.
    open.reported.forEach(slot -> changed.add(LedgerKeys.part(open.version, slot)));
    norms = norms.with(WindowDecision.taught(this, rules, closed), rules.norms().remembered());
    changed.add(LedgerKeys.NORMS);
    if (rules.close().knowsAbsence()) {
      attendance
          .closed(expected(), open.reported)
          .forEach(slot -> changed.add(LedgerKeys.attendance(slot)));
    }
    closed.counts().forEach(counts -> open.contributions.put(counts.update().slot(), counts));
    closing =
        closed.choosing()
            ? VersionInProgress.choosing(open.version, open.contributions, open.norms)
            : VersionInProgress.merging(open.version, open.contributions);
    open = next == null ? new Window(open.version + 1) : next;
    next = null;
    changed.add(LedgerKeys.HEAD);
  }

  private void applyChosen(List<UpdateId> chosen) {
    changed.addAll(closing.keys());
    closing.contributions().values().removeIf(part -> !chosen.contains(part.update()));
    closing = VersionInProgress.merging(closing.version(), closing.contributions());
    changed.add(LedgerKeys.HEAD);
  }

  private void applyPublished(LedgerRecord.Published published, LedgerRules rules) {
    AdapterManifest manifest = published.manifest();
    version = manifest.version().version();
    digests.put(version, manifest.version().digest());
    digests.headMap(version - rules.maxStaleness()).clear();
    changed.addAll(closing.keys());
    // The count of a slot that is no longer new is not needed any more.
    for (SlotId slot : closing.contributions().keySet()) {
      if (rules.isNew(contributed.getOrDefault(slot, 0))) {
        contributed.merge(slot, 1, Integer::sum);
        changed.add(LedgerKeys.versions(slot));
      }
    }
    closing = null;
    if (rules.close().knowsAbsence() && !open.isEmpty()) {
      // Members begin now: who was ahead must not have used up the others' time.
      open.firstEvent = watermark;
      open.openedAt = published.at();
    }
    changed.add(LedgerKeys.HEAD);
  }

  private void settle(Submission submission) {
    forget(submission);
    decided(submission.update());
  }

  /** Removes a waiting update without a decision about it. */
  private void forget(Submission submission) {
    pending.remove(submission);
    changed.add(LedgerKeys.pending(submission));
  }

  private void decided(UpdateId update) {
    histories.decided(update, members.contains(update.slot()));
    changed.add(histories.key(update.slot()));
  }
}
