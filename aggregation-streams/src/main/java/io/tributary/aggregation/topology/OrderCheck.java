package io.tributary.aggregation.topology;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.Weight;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.Part;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.aggregation.payload.PayloadGone;
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
 * Whether an order can be carried out. A ledger orders what it has decided, once, and its orders
 * arrive once, in their order: one that cannot be carried out was written by somebody else.
 *
 * @param spec of the federation
 * @param strategy how windows are merged
 * @param route which task merges a chunk
 * @param stores which chunks wait and which are in a window
 * @param windows that are open
 * @param versions of this task's chunks
 * @param payloads of chunks
 */
record OrderCheck(
    FederationSpec spec,
    MergeStrategy strategy,
    ChunkRoute route,
    WaitingChunks stores,
    OpenWindows windows,
    ChunkVersions versions,
    Payloads payloads) {

  /** What is wrong with an order; empty if nothing is. */
  Optional<Rejection> refuse(ChunkCommand event) {
    int count = chunks();
    if (event.key().index() >= count) {
      return invalid("chunk index must be < " + count + ", was " + event.key().index());
    }
    if (event instanceof ChunkCommand.Apply apply) {
      return refuseApply(apply);
    }
    if (event instanceof ChunkCommand.Measure measure) {
      return refuseMeasure(measure);
    }
    return event instanceof ChunkCommand.Close close && !isRepeated(close)
        ? refuseClose(close)
        : Optional.empty();
  }

  /** Whether its version is the newest already: the ledger asks again when it hears no answer. */
  boolean isRepeated(ChunkCommand.Close close) {
    return close.version() >= 1 && versions.number(close.key()) == close.version();
  }

  /** While a window is chosen from, two more are open behind it; else one behind the first. */
  private Optional<Rejection> refuseApply(ChunkCommand.Apply apply) {
    ChunkKey key = apply.key();
    int newest = versions.number(key);
    int last = newest + (strategy instanceof SelectingStrategy ? 3 : 2);
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
    if (stores.hasPart(key, apply.version(), apply.update())) {
      return invalid(apply.update() + " is in window " + apply.version() + " of " + key);
    }
    return refusePart(apply).or(() -> refusePayload(apply));
  }

  private Optional<Rejection> refusePart(ChunkCommand.Apply apply) {
    int layoutRank = spec.layout().rank();
    try {
      Part part = Part.of(apply.part(), layoutRank);
      int oldest = strategy.needsOrigins() ? spec.window().maxStaleness() : Integer.MAX_VALUE;
      int stalest = Math.min(apply.version() - 1, oldest);
      if (part.rank() > layoutRank || part.staleness() > stalest) {
        return invalid(
            part.update()
                + " must have rank <= "
                + layoutRank
                + " and staleness <= "
                + stalest
                + ", had "
                + part.rank()
                + " and "
                + part.staleness());
      }
      return strategy.units(part) <= Weight.MAX_WINDOW_UNITS
          ? Optional.empty()
          : invalid(part.update() + " must fit a window, has units " + strategy.units(part));
    } catch (IllegalArgumentException e) {
      return invalid(e.getMessage());
    }
  }

  /** A chunk that waits here was seen here; another one must be where the order says it lies. */
  private Optional<Rejection> refusePayload(ChunkCommand.Apply apply) {
    ChunkKey key = apply.key();
    Optional<ChunkRef> waiting = stores.waiting(key, apply.update(), apply.author());
    if (apply.offset() < 0) {
      return waiting.isPresent()
          ? Optional.empty()
          : invalid("no chunk " + key + " of " + apply.update() + " waits");
    }
    ChunkRef named = ChunkRef.of(apply);
    // What waits at other tasks is looked up when all of it is merged: the ledger then names it.
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
    if (!(strategy instanceof SelectingStrategy)) {
      return invalid("merge.strategy " + strategy.name() + " measures nothing");
    }
    ChunkKey key = measure.key();
    int wanted = Math.max(strategy.minParts(), measure.updates().size());
    return refuseVersion(key, measure.version())
        .or(() -> refuseCount(windows.parts(measure), wanted));
  }

  private Optional<Rejection> refuseClose(ChunkCommand.Close close) {
    return refuseVersion(close.key(), close.version())
        .or(() -> refuseSequence(close))
        .or(() -> refuseParts(close));
  }

  private Optional<Rejection> refuseVersion(ChunkKey key, int version) {
    int next = versions.number(key) + 1;
    return version == next
        ? Optional.empty()
        : invalid("version must be " + next + ", the next of " + key + ", was " + version);
  }

  /** Where sites are merged whole, the last chunk takes the parts of all others with it. */
  private Optional<Rejection> refuseSequence(ChunkCommand.Close close) {
    ChunkKey key = close.key();
    if (!route.wholeSites() || key.index() == 0) {
      return Optional.empty();
    }
    var before = new ChunkKey(key.cluster(), key.index() - 1);
    return versions.number(before) == close.version()
        ? Optional.empty()
        : invalid("version " + close.version() + " must have chunk " + before + " first");
  }

  private Optional<Rejection> refuseParts(ChunkCommand.Close close) {
    if (!route.wholeSites()) {
      return refuseParts(close, close.key());
    }
    for (int index = 0; index < chunks(); index++) {
      var refused = refuseParts(close, new ChunkKey(close.key().cluster(), index));
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  /** As they count in the version: some less than when they were added. */
  private static List<Contribution> counts(List<WindowPart> parts, ChunkCommand.Close close) {
    var limited = new HashMap<UpdateId, Contribution>();
    close.limited().forEach(count -> limited.put(count.update(), count));
    return parts.stream()
        .map(part -> limited.getOrDefault(part.update(), part.decision()))
        .toList();
  }

  /** The window must hold what the ledger counts in it. */
  private Optional<Rejection> refuseParts(ChunkCommand.Close close, ChunkKey key) {
    List<WindowPart> parts = windows.parts(key, close);
    boolean selecting = strategy instanceof SelectingStrategy;
    if (selecting && close.chosen().isEmpty()) {
      return invalid("merge.strategy " + strategy.name() + " must have chosen updates");
    }
    int fewest = selecting ? 1 : strategy.minParts();
    int wanted = Math.max(fewest, close.chosen().size());
    List<Contribution> counts = counts(parts, close);
    long units = counts.stream().mapToLong(Contribution::units).sum();
    int layoutRank = spec.layout().rank();
    List<Part> all = counts.stream().map(count -> Part.of(count, layoutRank)).toList();
    long own = all.stream().mapToLong(strategy::units).sum();
    return refuseCount(parts, wanted)
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
                own <= Weight.MAX_WINDOW_UNITS
                    ? Optional.empty()
                    : invalid("window " + close.version() + " of " + key + " is too full"));
  }

  private Optional<Rejection> refuseCount(List<WindowPart> parts, int fewest) {
    return parts.size() >= fewest && parts.size() <= strategy.maxParts()
        ? Optional.empty()
        : invalid(
            "the window must hold "
                + fewest
                + ".."
                + strategy.maxParts()
                + " updates, holds "
                + parts.size());
  }

  private int chunks() {
    return AdapterChunks.count(spec.layout().parameters());
  }

  static Optional<Rejection> invalid(String why) {
    return Optional.of(new Rejection(RejectReason.INVALID_ORDER, why));
  }
}
