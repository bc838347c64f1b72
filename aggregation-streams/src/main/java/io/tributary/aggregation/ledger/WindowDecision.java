package io.tributary.aggregation.ledger;

import io.tributary.aggregation.limit.Accepted;
import io.tributary.aggregation.limit.Limited;
import io.tributary.aggregation.limit.WindowLimits;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
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
 * Decides what becomes of windows; changes nothing.
 *
 * @param rules of the federation
 * @param state of the cluster
 * @param moment of the decision
 */
record WindowDecision(LedgerRules rules, LedgerState state, DecisionTime moment) {

  /** Decides the next step from what the ledger knows; empty while it must wait. */
  Optional<LedgerRecord> next() {
    VersionInProgress versionInProgress = state.closing;
    if (versionInProgress != null && versionInProgress.choosing()) {
      return versionInProgress.distances().size() == rules.chunks()
          ? Optional.of(choice((SelectingStrategy) rules.strategy()))
          : Optional.empty();
    }
    if (versionInProgress != null) {
      return versionInProgress.digests().size() == rules.chunks()
          ? Optional.of(
              new LedgerRecord.Published(
                  versionInProgress.manifest(state, rules, moment), moment.wallClock()))
          : Optional.empty();
    }
    return rules
            .close()
            .satisfied(
                state.open, state.expected(), state.attendance, state.watermark, moment.wallClock())
        ? Optional.of(close())
        : Optional.empty();
  }

  /** The updates of the open window, in the order of their slots. */
  private static List<Accepted> updates(LedgerState state, LedgerRules rules) {
    Window open = state.open;
    return open.contributions.values().stream()
        .map(
            contribution -> {
              SlotId slot = contribution.update().slot();
              return new Accepted(
                  contribution,
                  open.norms.getOrDefault(slot, 0.0),
                  rules.isNew(state.contributed.getOrDefault(slot, 0)));
            })
        .toList();
  }

  /** The norms of the open window that tell what is usual once it is closed. */
  static Collection<Double> taught(
      LedgerState state, LedgerRules rules, LedgerRecord.WindowClosed closed) {
    WindowLimits limits = rules.windowLimits();
    return limits.apply()
        ? limits.taught(updates(state, rules), closed.limited(), state.norms.norms())
        : state.open.norms.values();
  }

  private LedgerRecord close() {
    WindowLimits limits = rules.windowLimits();
    List<Limited> limited =
        limits.apply() ? limits.limited(updates(state, rules), state.norms.norms()) : List.of();
    var counts = new TreeMap<>(state.open.contributions);
    limited.forEach(one -> counts.put(one.contribution().update().slot(), one.contribution()));
    return new LedgerRecord.WindowClosed(
        state.open.version,
        counts.values().stream().mapToLong(Contribution::units).sum(),
        rules.strategy() instanceof SelectingStrategy,
        state.open.updates(),
        limited,
        limited.stream().map(this::entry).toList());
  }

  private LedgerEntry entry(Limited limited) {
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

  /** Which of the closed window's updates make its version. */
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
    var entries = new DecisionEntries(rules, state, moment);
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
    return new LedgerRecord.Chosen(versionInProgress.version(), divisor, choice.kept(), leftOut);
  }
}
