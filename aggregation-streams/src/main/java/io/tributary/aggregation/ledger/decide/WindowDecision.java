package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.aggregation.ledger.state.Window;
import io.tributary.aggregation.limit.AcceptedUpdate;
import io.tributary.aggregation.limit.LimitedContribution;
import io.tributary.aggregation.limit.WindowLimits;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides about windows by the ledger's state; changes nothing.
 *
 * @param rules of the federation
 * @param state of the cluster
 * @param moment of the decision
 */
public record WindowDecision(LedgerRules rules, LedgerState state, DecisionTime moment) {

  /** Returns the next step; empty while the window must wait. */
  public Optional<LedgerRecord> next() {
    VersionInProgress closing = state.closing;
    if (closing == null) {
      return mayClose() ? Optional.of(close()) : Optional.empty();
    }
    if (closing.replies() < rules.chunks()) {
      return Optional.empty();
    }
    return Optional.of(
        closing.choosing() ? choice((SelectingStrategy) rules.strategy()) : publication());
  }

  private boolean mayClose() {
    return rules
        .close()
        .satisfied(
            state.open, state.expected(), state.attendance, state.watermark, moment.wallClock());
  }

  /** Returns the updates of the open window, in the order of their slots. */
  private static List<AcceptedUpdate> updates(LedgerState state, LedgerRules rules) {
    Window open = state.open;
    return open.contributions.values().stream()
        .map(
            contribution -> {
              SlotId slot = contribution.update().slot();
              return new AcceptedUpdate(
                  contribution,
                  open.norms.getOrDefault(slot, 0.0),
                  rules.isNew(state.contributed.getOrDefault(slot, 0)));
            })
        .toList();
  }

  /** Returns the norms of the open window that contribute to the usual norm once it is closed. */
  public static Collection<Double> taught(
      LedgerState state, LedgerRules rules, VersionStep.WindowClosed closed) {
    WindowLimits limits = rules.windowLimits();
    return limits.apply()
        ? limits.taught(updates(state, rules), closed.limited(), state.norms.norms())
        : state.open.norms.values();
  }

  private LedgerRecord close() {
    WindowLimits limits = rules.windowLimits();
    List<LimitedContribution> limited =
        limits.apply() ? limits.limited(updates(state, rules), state.norms.norms()) : List.of();
    var counts = new TreeMap<>(state.open.contributions);
    limited.forEach(one -> counts.put(one.contribution().update().slot(), one.contribution()));
    return new VersionStep.WindowClosed(
        state.open.version,
        counts.values().stream().mapToLong(Contribution::units).sum(),
        rules.strategy().selects(),
        state.open.updates(),
        limited,
        limited.stream().map(this::entry).toList());
  }

  private LedgerEntry entry(LimitedContribution limited) {
    Contribution counts = limited.contribution();
    return new LedgerEntry(
        counts.update(),
        state.cluster,
        Verdict.LIMITED,
        RejectReason.NONE,
        limited.why(),
        state.open.version,
        counts.weight(),
        counts.clip(),
        counts.staleness(),
        moment.streamTime(),
        limited.norm());
  }

  /** Returns the record of the closed window's updates that the strategy chose for its version. */
  private LedgerRecord choice(SelectingStrategy strategy) {
    VersionInProgress versionInProgress = state.closing;
    SelectingStrategy.Choice choice =
        strategy.choose(
            List.copyOf(versionInProgress.distances().values()), versionInProgress.counted());
    long divisor = 0;
    for (Contribution contribution : versionInProgress.contributions().values()) {
      if (!choice.leftOut().containsKey(contribution.update())) {
        divisor += contribution.units();
      }
    }
    var entries = new RejectionEntries(rules, state, moment);
    String where =
        strategy.name() + " left it out of version " + versionInProgress.version() + ": ";
    List<LedgerEntry> leftOut =
        choice.leftOut().entrySet().stream()
            .map(
                left ->
                    entries.of(
                        left.getKey(),
                        Verdict.LEFT_OUT,
                        RejectReason.NONE,
                        where + left.getValue()))
            .toList();
    return new VersionStep.ContributionsChosen(
        versionInProgress.version(), divisor, choice.kept(), leftOut);
  }

  /** The version, whose chunks are all written. */
  private LedgerRecord publication() {
    VersionInProgress written = state.closing;
    List<String> chunks = List.copyOf(written.digests().values());
    var version =
        new AdapterVersion(
            state.cluster, state.epoch, written.version(), AdapterChunks.digestOf(chunks));
    return new VersionStep.Published(
        new AdapterManifest(
            version,
            state.digests.get(state.version),
            rules.layoutDigest(),
            chunks,
            List.copyOf(written.contributions().values()),
            moment.streamTime(),
            written.agreed()),
        moment.wallClock());
  }
}
