package io.tributary.worker.slot;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.settings.Failure;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.exchange.FederationState;
import io.tributary.worker.exchange.FederationState.BaseAdapter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.state.SlotState;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.MultipleChoiceSample;
import io.tributary.worker.train.NonFiniteLossException;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Prepares the rounds of one client's slots and trains them. */
public final class SlotRounds {
  /** The number of rows by which an adapter's loss on a slot is measured. */
  private static final int ASKED_ROWS = 32;

  private final WorkerSettings settings;
  private final OptionalInt rank;
  private final ClientSlots slots;
  private final SlotTrainer trainer;
  private final LossEvaluator lossEvaluator;

  /**
   * Creates the rounds of all slots of one client.
   *
   * @param rank components that it trains; empty: all
   */
  public SlotRounds(
      WorkerSettings settings,
      OptionalInt rank,
      ClientSlots slots,
      SlotTrainer trainer,
      LossEvaluator lossEvaluator) {
    this.settings = settings;
    this.rank = rank;
    this.slots = slots;
    this.trainer = trainer;
    this.lossEvaluator = lossEvaluator;
  }

  /**
   * Returns the round that a slot would begin; empty while a thin client waits for its start.
   *
   * @param number completed rounds
   * @param baseAdapter version that the update will be relative to
   * @param start adapter that its cluster's members have in common when they start
   * @param done state of the slot
   */
  public Optional<LocalRound> next(
      SlotId slot,
      int number,
      BaseAdapter baseAdapter,
      BaseAdapter start,
      SlotState done,
      FederationState federationState) {
    SlotMemory memory = done.memory();
    int members = members(baseAdapter.version().cluster(), federationState);
    if (!isGiven(slot, baseAdapter, done, federationState)) {
      return Optional.of(of(slot, number, baseAdapter, start, memory, members, Optional.empty()));
    }
    return federationState
        .start(slot, baseAdapter.version())
        .map(
            given ->
                of(
                    slot,
                    number,
                    baseAdapter,
                    start,
                    memory,
                    members,
                    Optional.of(trained(given, memory))));
  }

  private static int members(ClusterId cluster, FederationState federationState) {
    return federationState
        .clusterState()
        .map(state -> Collections.frequency(state.assignments().values(), cluster))
        .orElse(0);
  }

  /**
   * Returns whether the aggregator writes the slot's personal start: the slot contributed to the
   * version, and was in no other cluster since. Otherwise its offset belongs to the other cluster's
   * coordinates, as it would for a client that keeps its offset; and the start from the other
   * cluster's version has replaced this one, so that waiting for it would have no end. A client
   * whose state is lost knows its last cluster from the ledger.
   */
  private boolean isGiven(
      SlotId slot, BaseAdapter baseAdapter, SlotState done, FederationState federationState) {
    Optional<ClusterId> last =
        federationState
            .newestDecision(slot)
            .filter(entry -> entry.update().sequence() > done.sequence())
            .map(LedgerEntry::cluster)
            .or(() -> done.memory().cluster());
    return settings.method().isThin()
        && baseAdapter.holds(slot)
        && last.filter(cluster -> !cluster.equals(baseAdapter.version().cluster())).isEmpty();
  }

  private LocalRound of(
      SlotId slot,
      int number,
      BaseAdapter baseAdapter,
      BaseAdapter start,
      SlotMemory memory,
      int members,
      Optional<LoraAdapter> given) {
    return new LocalRound(
        baseAdapter.version().cluster(),
        number,
        trained(start, memory),
        rank(memory).orElse(start.adapter().layout().rank()),
        baseAdapter.share(slot),
        baseAdapter.contributions().size(),
        Math.max(members, baseAdapter.contributions().size()),
        settings.steps(),
        settings.learningRate(),
        memory,
        given);
  }

  /** Components that a slot trains, given what its method remembers; empty: all. */
  public OptionalInt rank(SlotMemory memory) {
    return settings.method().rank(rank, memory);
  }

  /** Returns a base's adapter, with the components that a slot trains. */
  public LoraAdapter trained(BaseAdapter baseAdapter, SlotMemory memory) {
    return trained(baseAdapter.adapter(), memory);
  }

  private LoraAdapter trained(LoraAdapter whole, SlotMemory memory) {
    OptionalInt components = rank(memory);
    return components.isEmpty() ? whole : whole.truncated(components.getAsInt());
  }

  /**
   * Returns the mean loss of a base's adapter on a few of the slot's rows, always the same ones.
   */
  double loss(int slot, BaseAdapter baseAdapter, SlotMemory memory) {
    List<Row> few = new ArrayList<>(slots.rows(slot));
    String order = settings.seed() + "\n" + slots.id(slot);
    Collections.shuffle(few, new Random(Long.parseUnsignedLong(Digests.ofText(order), 16)));
    List<Row> asked = few.subList(0, Math.min(ASKED_ROWS, few.size()));
    return lossEvaluator.of(trained(baseAdapter, memory), samples(asked), settings.maxTokens());
  }

  /** Trains a round on the slot's rows by the local method. */
  public LocalMethod.Outcome train(int slot, AdapterVersion base, LocalRound round) {
    TrainingJob job = job(slot, base, round.global());
    return settings
        .method()
        .round(
            round,
            (start, frozenAdapters, optimiser) ->
                train(job.from(start, frozenAdapters), optimiser, slots.id(slot)));
  }

  private TrainingResult train(TrainingJob job, Optimiser optimiser, SlotId slot) {
    try {
      return trainer.train(job, optimiser);
    } catch (NonFiniteLossException e) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "LOSS_NOT_FINITE",
          "training of slot " + slot + " ran away: " + e.getMessage(),
          "Start the worker again with a lower --learning-rate.",
          e);
    }
  }

  private TrainingJob job(int slot, AdapterVersion version, LoraAdapter start) {
    return new TrainingJob(
        start,
        FrozenAdapters.NONE,
        samples(slots.rows(slot)),
        settings.steps(),
        settings.batch(),
        settings.dropout(),
        settings.maxTokens(),
        TrainingSeed.of(settings.seed(), slots.id(slot), version));
  }

  private List<MultipleChoiceSample> samples(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new MultipleChoiceSample(
                    row.text(settings.withInstructions()),
                    row.options(),
                    row.options().indexOf(row.output())))
        .toList();
  }
}
