package io.tributary.aggregation.ledger;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.ledger.decide.VersionStep.Begun;
import io.tributary.aggregation.ledger.decide.VersionStep.ChunkReady;
import io.tributary.aggregation.ledger.decide.VersionStep.CommandsRepeated;
import io.tributary.aggregation.ledger.decide.VersionStep.ContributionsChosen;
import io.tributary.aggregation.ledger.decide.VersionStep.DistancesKnown;
import io.tributary.aggregation.ledger.decide.VersionStep.Published;
import io.tributary.aggregation.ledger.decide.VersionStep.WindowClosed;
import io.tributary.aggregation.ledger.decide.WindowDecision;
import io.tributary.aggregation.ledger.state.LedgerKeys;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.aggregation.ledger.state.Window;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;

/**
 * Applies each record to a ledger's state. Nothing else changes it, so that what was logged and
 * what is known can never differ.
 *
 * @param state of the cluster
 * @param rules of the federation
 */
record LedgerTransition(LedgerState state, LedgerRules rules) implements LedgerRecord.Visitor {

  @Override
  public void membersKnown(LedgerRecord.MembersKnown record) {
    MembersChanged now = record.members();
    state.epoch = now.epoch();
    state.revision = now.revision();
    changed(LedgerKeys.HEAD);
    state.members.stream()
        .filter(slot -> !now.slots().contains(slot))
        .forEach(slot -> changed(LedgerKeys.slot(slot)));
    now.members()
        .forEach(
            (slot, member) -> {
              boolean same = member.equals(state.known.put(slot, member));
              if (!same || !state.members.contains(slot)) {
                changed(LedgerKeys.slot(slot));
              }
            });
    state.members = now.slots();
    state.forgetExpected();
    state.members.stream()
        .filter(state.histories::joined)
        .forEach(slot -> changed(LedgerKeys.stranger(slot)));
  }

  @Override
  public void policyKnown(LedgerRecord.PolicyKnown record) {
    ClientPolicyChanged policy = record.policy();
    if (policy.decided()) {
      state.decisions.put(policy.clients(), policy.blocked(), policy.why());
    } else {
      state.decisions.remove(policy.clients());
    }
    state.forgetExpected();
    changed(LedgerKeys.clients(policy.clients()));
  }

  @Override
  public void manifestHeld(LedgerRecord.ManifestHeld held) {
    Submission submission = Submission.of(held.arrival().manifest());
    hold(submission, pendingOf(submission, held.since()).with(held.arrival()));
  }

  @Override
  public void chunkHeld(LedgerRecord.ChunkHeld held) {
    Submission submission = Submission.of(held.inspection());
    hold(submission, pendingOf(submission, held.since()).with(held.inspection()));
  }

  /** Changes nothing: its update is decided already. */
  @Override
  public void chunkRefused(LedgerRecord.ChunkRefused record) {}

  @Override
  public void strangersForgotten(LedgerRecord.StrangersForgotten record) {
    state.changed.addAll(state.histories.forgetStrangers());
  }

  @Override
  public void resumed(LedgerRecord.Resumed record) {
    state.pending.replaceAll((id, pending) -> pending.resumedAt(record.at()));
    if (!state.open.isEmpty()) {
      state.open.openedAt = record.at();
    }
    if (state.next != null && !state.next.isEmpty()) {
      state.next.openedAt = record.at();
    }
  }

  @Override
  public void dismissed(LedgerRecord.Dismissed record) {
    state.changed.addAll(state.histories.forgetAll());
    state.dismissed = true;
    changed(LedgerKeys.HEAD);
  }

  @Override
  public void accepted(LedgerRecord.Accepted accepted) {
    LedgerEntry entry = accepted.entry();
    settle(accepted.submission());
    Window window = window(entry.version());
    if (window.isEmpty()) {
      // A late update must not open a window in the past and so close it at once.
      window.firstEvent = later(accepted.eventTime(), state.watermark);
      window.openedAt = accepted.openedAt();
    }
    window.add(accepted.contribution(), accepted.released() ? 0 : entry.norm());
    state.watermark = later(accepted.eventTime(), state.watermark);
    changed(LedgerKeys.contribution(entry.version(), entry.update().slot()));
    changed(LedgerKeys.HEAD);
  }

  /** A member that sent something unusable has reported, so that nobody waits for it. */
  @Override
  public void quarantined(LedgerRecord.Quarantined quarantined) {
    LedgerEntry entry = quarantined.entry();
    PendingUpdate update = state.pending.get(quarantined.submission());
    boolean released = update != null && update.isReleased();
    settle(quarantined.submission());
    // Chunks of a release that were late are in the log: it can be released once more.
    if (entry.reason().isReleasable()
        || (released && entry.reason() == RejectReason.CHUNK_MISSING)) {
      state.histories.releasable(entry.update());
    }
    SlotId slot = entry.update().slot();
    int takenBy = state.versionFor(slot);
    // A replay or a release says nothing about the slot's present work.
    if (state.members.contains(slot)
        && takenBy != 0
        && !released
        && entry.reason() != RejectReason.SEQUENCE_REPLAYED) {
      window(takenBy).reported.add(slot);
      changed(LedgerKeys.contribution(takenBy, slot));
      changed(LedgerKeys.HEAD);
    }
  }

  @Override
  public void refused(LedgerRecord.Refused refused) {
    forget(refused.submission());
  }

  @Override
  public void released(LedgerRecord.Released released) {
    Submission submission = Submission.of(released.arrival().manifest());
    settle(submission);
    hold(
        submission,
        PendingUpdate.released(released.since(), released.arrival(), released.ruling()));
  }

  @Override
  public void discarded(LedgerRecord.Discarded discarded) {
    decided(discarded.entry().update());
  }

  /** Changes nothing: it is only logged. */
  @Override
  public void repeated(LedgerRecord.Repeated record) {}

  @Override
  public void windowClosed(WindowClosed closed) {
    Window open = state.open;
    // What only reported has served its purpose and is stored no longer.
    open.reported.forEach(slot -> changed(LedgerKeys.contribution(open.version, slot)));
    state.norms =
        state.norms.with(WindowDecision.taught(state, rules, closed), rules.norms().remembered());
    changed(LedgerKeys.NORMS);
    if (rules.close().knowsAbsence()) {
      state
          .attendance
          .closed(state.expected(), open.reported)
          .forEach(slot -> changed(LedgerKeys.attendance(slot)));
    }
    closed.counts().forEach(counts -> open.contributions.put(counts.update().slot(), counts));
    state.closing =
        closed.choosing()
            ? VersionInProgress.choosing(open.version, open.contributions, open.norms)
            : VersionInProgress.merging(open.version, open.contributions);
    state.open = state.next == null ? new Window(open.version + 1) : state.next;
    state.next = null;
    changed(LedgerKeys.HEAD);
  }

  /** Changes nothing: the version waits for the same replies. */
  @Override
  public void commandsRepeated(CommandsRepeated record) {}

  @Override
  public void distancesKnown(DistancesKnown known) {
    state.closing.measured(known.measured());
    changed(LedgerKeys.distances(known.measured().index()));
  }

  @Override
  public void contributionsChosen(ContributionsChosen chosen) {
    VersionInProgress measured = state.closing;
    state.changed.addAll(measured.keys());
    measured.contributions().values().removeIf(one -> !chosen.chosen().contains(one.update()));
    state.closing = VersionInProgress.merging(measured.version(), measured.contributions());
    changed(LedgerKeys.HEAD);
  }

  @Override
  public void chunkReady(ChunkReady ready) {
    state.closing.merged(ready.merged());
    changed(LedgerKeys.agreement(ready.merged().index()));
    changed(LedgerKeys.HEAD);
  }

  @Override
  public void published(Published published) {
    AdapterManifest manifest = published.manifest();
    state.version = manifest.version().version();
    state.digests.put(state.version, manifest.version().digest());
    state.digests.headMap(state.version - rules.maxStaleness()).clear();
    state.changed.addAll(state.closing.keys());
    // The count of a slot that is no longer new is not needed any more.
    for (SlotId slot : state.closing.contributions().keySet()) {
      if (rules.isNew(state.contributed.getOrDefault(slot, 0))) {
        state.contributed.merge(slot, 1, Integer::sum);
        changed(LedgerKeys.versions(slot));
      }
    }
    state.closing = null;
    if (rules.close().knowsAbsence() && !state.open.isEmpty()) {
      // Members begin now: who was ahead must not have used up the others' time.
      state.open.firstEvent = state.watermark;
      state.open.openedAt = published.at();
    }
    changed(LedgerKeys.HEAD);
  }

  /** Changes nothing: version 0 is what every ledger begins with. */
  @Override
  public void begun(Begun record) {}

  private void changed(String key) {
    state.changed.add(key);
  }

  private Window window(int of) {
    if (of == state.open.version) {
      return state.open;
    }
    if (of != state.open.version + 1) {
      throw new IllegalStateException(
          state.cluster + " has windows " + state.open.version + " and the next, not " + of);
    }
    if (state.next == null) {
      state.next = new Window(of);
    }
    return state.next;
  }

  private void hold(Submission submission, PendingUpdate update) {
    state.pending.put(submission, update);
    changed(LedgerKeys.pending(submission));
  }

  private PendingUpdate pendingOf(Submission submission, Instant since) {
    PendingUpdate held = state.pending.get(submission);
    return held == null ? PendingUpdate.since(since) : held;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private void settle(Submission submission) {
    forget(submission);
    decided(submission.update());
  }

  /** Removes a waiting update without a decision about it. */
  private void forget(Submission submission) {
    state.pending.remove(submission);
    changed(LedgerKeys.pending(submission));
  }

  private void decided(UpdateId update) {
    state.histories.decided(update, state.members.contains(update.slot()));
    changed(state.histories.key(update.slot()));
  }
}
