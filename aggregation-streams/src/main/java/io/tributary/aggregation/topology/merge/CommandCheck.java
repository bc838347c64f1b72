package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SampleWeight;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Whether a command can be carried out. A ledger commands what it has decided, once, and its
 * commands arrive once, in their order: one that cannot be carried out was written by somebody
 * else.
 *
 * @param spec of the federation
 * @param strategy how windows are merged
 * @param route which task merges a chunk
 * @param stores chunks that wait and chunks in windows
 * @param windows that are open
 * @param versions of this task's chunks
 * @param payloads of chunks
 */
record CommandCheck(
    FederationSpec spec,
    MergeStrategy strategy,
    ChunkRoute route,
    WaitingChunks stores,
    OpenWindows windows,
    ChunkVersions versions,
    PayloadReader payloads) {

  /** Returns what is wrong with a command; empty if nothing is. */
  Optional<Rejection> refuse(ChunkCommand command) {
    int count = chunks();
    if (command.key().index() >= count) {
      return invalid("chunk index must be < " + count + ", was " + command.key().index());
    }
    return command.accept(
        new ChunkCommand.Visitor<Optional<Rejection>>() {
          @Override
          public Optional<Rejection> apply(ChunkCommand.Apply apply) {
            return refuseApply(apply);
          }

          /**
           * Refuses nothing: what the command names is checked against the log when it is read
           * there.
           */
          @Override
          public Optional<Rejection> inspect(ChunkCommand.Inspect inspect) {
            return Optional.empty();
          }

          /** Refuses nothing: what does not wait need not be forgotten. */
          @Override
          public Optional<Rejection> drop(ChunkCommand.Drop drop) {
            return Optional.empty();
          }

          @Override
          public Optional<Rejection> measure(ChunkCommand.Measure measure) {
            return refuseMeasure(measure);
          }

          @Override
          public Optional<Rejection> close(ChunkCommand.Close close) {
            return isRepeated(close) ? Optional.empty() : refuseClose(close);
          }
        });
  }

  /**
   * Whether its version is the newest already: the ledger repeats a command whose reply is overdue.
   */
  boolean isRepeated(ChunkCommand.Close close) {
    return close.version() >= 1 && versions.number(close.key()) == close.version();
  }

  /**
   * Checks the window of a part. While a window is chosen from, two more are open after it; else
   * one after the first.
   */
  private Optional<Rejection> refuseApply(ChunkCommand.Apply apply) {
    ChunkKey key = apply.key();
    int newest = versions.number(key);
    int last = newest + (strategy.selects() ? 3 : 2);
    if (apply.version() <= newest || apply.version() > last) {
      return invalid(
          "version must be in "
              + (newest + 1)
              + ".."
              + last
              + " of "
              + key
              + ", was "
              + apply.version());
    }
    if (stores.contributes(key, apply.version(), apply.update())) {
      return invalid(apply.update() + " is in window " + apply.version() + " of " + key);
    }
    return refuseContribution(apply).or(() -> refusePayload(apply));
  }

  private Optional<Rejection> refuseContribution(ChunkCommand.Apply apply) {
    int layoutRank = spec.layout().rank();
    try {
      MergeContribution contribution = MergeContribution.of(apply.contribution(), layoutRank);
      int oldest = strategy.needsOrigins() ? spec.window().maxStaleness() : Integer.MAX_VALUE;
      int stalest = Math.min(apply.version() - 1, oldest);
      if (contribution.rank() > layoutRank || contribution.staleness() > stalest) {
        return invalid(
            contribution.update()
                + " must have rank <= "
                + layoutRank
                + " and staleness <= "
                + stalest
                + ", had "
                + contribution.rank()
                + " and "
                + contribution.staleness());
      }
      return strategy.units(contribution) <= SampleWeight.MAX_WINDOW_UNITS
          ? Optional.empty()
          : invalid(
              contribution.update()
                  + " must fit a window, has units "
                  + strategy.units(contribution));
    } catch (IllegalArgumentException e) {
      return invalid(e.getMessage());
    }
  }

  /** A chunk that waits here was seen here; another one must be where the command says it lies. */
  private Optional<Rejection> refusePayload(ChunkCommand.Apply apply) {
    ChunkKey key = apply.key();
    Optional<ChunkRef> waiting = stores.waiting(key, apply.update(), apply.author());
    if (apply.offset() < 0) {
      return waiting.isPresent()
          ? Optional.empty()
          : invalid("no chunk " + key + " of " + apply.update() + " waits");
    }
    ChunkRef named = ChunkRef.of(apply);
    // Chunks that wait at other tasks are looked up at the merge, whose command names them.
    if (route.mergedElsewhere(key) || waiting.filter(named::equals).isPresent()) {
      return Optional.empty();
    }
    try {
      payloads.require(key, apply.update(), named);
      return Optional.empty();
    } catch (PayloadGone e) {
      return invalid(e.getMessage());
    }
  }

  private Optional<Rejection> refuseMeasure(ChunkCommand.Measure measure) {
    if (!strategy.selects()) {
      return invalid("merge.strategy " + strategy.name() + " measures nothing");
    }
    ChunkKey key = measure.key();
    int wanted = Math.max(strategy.minParts(), measure.updates().size());
    return refuseVersion(key, measure.version())
        .or(() -> refuseCount(windows.contributions(measure), wanted));
  }

  private Optional<Rejection> refuseClose(ChunkCommand.Close close) {
    return refuseVersion(close.key(), close.version())
        .or(() -> refuseSequence(close))
        .or(() -> refuseContributions(close));
  }

  private Optional<Rejection> refuseVersion(ChunkKey key, int version) {
    int next = versions.number(key) + 1;
    return version == next
        ? Optional.empty()
        : invalid("version must be " + next + ", the next of " + key + ", was " + version);
  }

  /**
   * Refuses to close a chunk before the previous one where target modules are merged whole: the
   * last chunk takes the contributions of all others with it.
   */
  private Optional<Rejection> refuseSequence(ChunkCommand.Close close) {
    ChunkKey key = close.key();
    if (!route.wholeModules() || key.index() == 0) {
      return Optional.empty();
    }
    var before = new ChunkKey(key.cluster(), key.index() - 1);
    return versions.number(before) == close.version()
        ? Optional.empty()
        : invalid("version " + close.version() + " must have chunk " + before + " first");
  }

  private Optional<Rejection> refuseContributions(ChunkCommand.Close close) {
    if (!route.wholeModules()) {
      return refuseContributions(close, close.key());
    }
    for (int index = 0; index < chunks(); index++) {
      var refused = refuseContributions(close, new ChunkKey(close.key().cluster(), index));
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  /** Returns contributions as they count in the version: some less than when they were added. */
  private static List<Contribution> counts(
      List<WindowContribution> contributions, ChunkCommand.Close close) {
    var limited = new HashMap<UpdateId, Contribution>();
    close.limited().forEach(count -> limited.put(count.update(), count));
    return contributions.stream()
        .map(one -> limited.getOrDefault(one.update(), one.counted()))
        .toList();
  }

  /** The window must hold what the ledger counts in it. */
  private Optional<Rejection> refuseContributions(ChunkCommand.Close close, ChunkKey key) {
    List<WindowContribution> contributions = windows.contributions(key, close);
    boolean selecting = strategy.selects();
    if (selecting && close.chosen().isEmpty()) {
      return invalid("merge.strategy " + strategy.name() + " must have chosen updates");
    }
    int fewest = selecting ? 1 : strategy.minParts();
    int wanted = Math.max(fewest, close.chosen().size());
    List<Contribution> counts = counts(contributions, close);
    long units = counts.stream().mapToLong(Contribution::units).sum();
    int layoutRank = spec.layout().rank();
    List<MergeContribution> all =
        counts.stream().map(count -> MergeContribution.of(count, layoutRank)).toList();
    long own = all.stream().mapToLong(strategy::units).sum();
    return refuseCount(contributions, wanted)
        .or(
            () ->
                units == close.divisor()
                    ? Optional.empty()
                    : invalid(
                        "window "
                            + close.version()
                            + " of "
                            + key
                            + " has units "
                            + units
                            + ", not "
                            + close.divisor()))
        .or(
            () ->
                own <= SampleWeight.MAX_WINDOW_UNITS
                    ? Optional.empty()
                    : invalid("window " + close.version() + " of " + key + " is too full"));
  }

  private Optional<Rejection> refuseCount(List<WindowContribution> contributions, int fewest) {
    return contributions.size() >= fewest && contributions.size() <= strategy.maxParts()
        ? Optional.empty()
        : invalid(
            "the window must hold "
                + fewest
                + ".."
                + strategy.maxParts()
                + " updates, holds "
                + contributions.size());
  }

  private int chunks() {
    return AdapterChunks.count(spec.layout().parameters());
  }

  static Optional<Rejection> invalid(String why) {
    return Optional.of(new Rejection(RejectReason.INVALID_ORDER, why));
  }
}
