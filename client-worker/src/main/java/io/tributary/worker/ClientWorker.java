package io.tributary.worker;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.RoundCounter;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.exchange.FederationState;
import io.tributary.worker.exchange.FederationState.BaseAdapter;
import io.tributary.worker.exchange.UpdateSink;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.slot.ClientProgress;
import io.tributary.worker.slot.ClientSlots;
import io.tributary.worker.slot.GroupingSignals;
import io.tributary.worker.slot.RoundMetrics;
import io.tributary.worker.slot.SlotRounds;
import io.tributary.worker.slot.WorkerSettings;
import io.tributary.worker.state.ClientState;
import io.tributary.worker.state.OutgoingUpdate;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.state.SlotState;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs one client of a federation: it joins with its slots, then trains each of them whenever its
 * cluster has a newer adapter than the one it trained from last.
 *
 * <p>A slot's update depends only on slot, base version and rows. An update is on disk before it is
 * sent, and is sent again after a crash, to the last bit the same; the stream recognises it by its
 * id.
 */
public final class ClientWorker implements AutoCloseable {
  private final WorkerSettings settings;
  private final ClientSlots slots;
  private final DataFeed feed;
  private final ClientState state;
  private final SlotRounds rounds;
  private final ClusteringSettings clustering;
  private final GroupingSignals votes;
  private final UpdateWriter writer;
  private final UpdateSink sink;
  private final ClientProgress progress;
  private final Clock clock;

  /**
   * Creates a client that has not joined its federation yet.
   *
   * @param spec of its federation
   * @param rank components that it trains; empty: all
   */
  public ClientWorker(
      FederationSpec spec,
      WorkerSettings settings,
      OptionalInt rank,
      ClientSlots slots,
      ClientParts parts) {
    this.clustering = spec.clustering();
    this.settings = settings;
    this.slots = slots;
    this.feed = parts.feed();
    this.state = parts.state();
    this.rounds = new SlotRounds(settings, rank, slots, parts.trainer(), parts.losses());
    this.votes = new GroupingSignals(spec, rounds);
    this.writer = parts.writer();
    this.sink = parts.sink();
    this.progress = parts.progress();
    this.clock = parts.clock();
  }

  /** Sends the updates that an earlier run could not send, and announces the slots. */
  public void join() {
    for (int slot = 0; slot < slots.count(); slot++) {
      sendUnsent(slot);
    }
    slots.announceNews();
  }

  /** Takes in new rows and trains every slot that is ready; returns whether any slot trained. */
  public boolean turn(FederationState federationState) {
    slots.add(feed.poll());
    slots.announceNews();
    boolean trained = false;
    for (int slot = 0; slot < slots.count(); slot++) {
      trained |= turn(slot, federationState);
    }
    if (!trained) {
      progress.enter(isFinished(federationState) ? Phase.FINISHED : Phase.WAITING);
    }
    return trained;
  }

  /** Returns whether every slot has trained its last round. */
  public boolean isFinished(FederationState federationState) {
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.samples(slot) > 0 && !isFinished(slot, federationState)) {
        return false;
      }
    }
    return settings.rounds().isPresent();
  }

  /** Throws if the state names versions that the federation does not have. */
  public void requireSameHistory(FederationState federationState) {
    for (int slot = 0; slot < slots.count(); slot++) {
      ClientStateCheck.require(slots.id(slot), state.slot(slot), federationState);
    }
  }

  /**
   * Returns the adapters that the client itself would use now, for its slots that are in a cluster;
   * for a thin client only those whose start has arrived.
   */
  public SortedMap<SlotId, LoraAdapter> personalAdapters(FederationState federationState) {
    var personal = new TreeMap<SlotId, LoraAdapter>();
    nextRounds(federationState)
        .forEach((slot, round) -> personal.put(slot, settings.method().personal(round)));
    return personal;
  }

  /**
   * Returns the pairs of adapters that the client itself would use now, for methods that have two
   * with a gate between them.
   */
  public SortedMap<SlotId, GatedAdapters> gatedAdapters(FederationState federationState) {
    var gated = new TreeMap<SlotId, GatedAdapters>();
    nextRounds(federationState)
        .forEach(
            (slot, round) ->
                settings.method().gated(round).ifPresent(pair -> gated.put(slot, pair)));
    return gated;
  }

  private SortedMap<SlotId, LocalRound> nextRounds(FederationState federationState) {
    var next = new TreeMap<SlotId, LocalRound>();
    Optional<ClusterState> clusters = federationState.clusterState();
    for (int slot = 0; slot < slots.count(); slot++) {
      SlotId id = slots.id(slot);
      SlotState done = state.slot(slot);
      clusters
          .flatMap(known -> known.clusterOf(id))
          .flatMap(
              cluster ->
                  nextRound(
                      id,
                      counted(clusters.get(), federationState).completed(cluster),
                      federationState.newest(cluster),
                      done,
                      federationState))
          .ifPresent(round -> next.put(id, round));
    }
    return next;
  }

  void failed() {
    progress.say(Phase.FAILED, -1, Map.of());
  }

  private Optional<LocalRound> nextRound(
      SlotId slot,
      int number,
      BaseAdapter baseAdapter,
      SlotState done,
      FederationState federationState) {
    BaseAdapter start = votes.start(baseAdapter, done.memory(), federationState);
    return rounds.next(slot, number, baseAdapter, start, done, federationState);
  }

  private RoundCounter counted(ClusterState clusters, FederationState federationState) {
    return new RoundCounter(
        clustering, clusters, cluster -> federationState.newest(cluster).version().version());
  }

  private boolean turn(int slot, FederationState federationState) {
    Optional<ClusterState> clusters = federationState.clusterState();
    SlotId id = slots.id(slot);
    Optional<ClusterId> cluster = clusters.flatMap(known -> known.clusterOf(id));
    if (cluster.isEmpty() || slots.samples(slot) == 0) {
      return false;
    }
    RoundCounter counted = counted(clusters.get(), federationState);
    int completed = counted.completed(cluster.get());
    if (settings.rounds().isPresent() && completed >= settings.rounds().getAsInt()) {
      return false;
    }
    SlotState before = state.slot(slot);
    OptionalInt awaited = counted.awaitedReport(cluster.get());
    if (awaited.isPresent()) {
      say(slot, awaited.getAsInt(), before.memory(), clusters.get(), federationState);
      return false;
    }
    BaseAdapter baseAdapter = federationState.newest(cluster.get());
    if (!counted.mayTrain(cluster.get())
        || baseAdapter.version().version() <= before.trainedBase(cluster.get())) {
      return false;
    }
    Optional<LocalRound> round = nextRound(id, completed, baseAdapter, before, federationState);
    SlotState known = before.after(federationState.newestSequence(id));
    round.ifPresent(begun -> train(slot, baseAdapter, begun, clusters.get().epoch(), known));
    return round.isPresent();
  }

  private void say(
      int slot,
      int over,
      SlotMemory memory,
      ClusterState clusters,
      FederationState federationState) {
    if (!slots.hasSaid(slot, over)) {
      slots.say(slot, votes.of(slot, over, memory, clusters, federationState));
    }
  }

  private void train(
      int slot, BaseAdapter baseAdapter, LocalRound round, int epoch, SlotState before) {
    progress.say(Phase.TRAINING, slot, Map.of("version", (double) baseAdapter.version().version()));
    SlotId owner = slots.id(slot);
    LocalMethod.Outcome outcome = rounds.train(slot, baseAdapter.version(), round);
    // Only the components that the slot sends are used, because its method may have pruned some.
    LoraAdapter from = rounds.trained(baseAdapter, outcome.memory());
    var id = new UpdateId(owner, before.sequence() + 1);
    OutgoingUpdate update =
        writer.write(
            new UpdateWriter.Trained(
                id,
                baseAdapter.version(),
                from,
                outcome.shared(),
                rounds.rank(outcome.memory()).orElse(0),
                epoch,
                slots.claimed(slot),
                clock.instant(),
                RoundMetrics.summary(outcome.result())));
    state.saveSlot(
        slot,
        before.trained(
            baseAdapter.version().cluster(),
            baseAdapter.version().version(),
            update,
            votes.remembering(outcome.memory(), from, outcome.shared())));
    sendUnsent(slot);
    SortedMap<String, Double> metrics =
        RoundMetrics.of(round, baseAdapter.version(), outcome, update);
    progress.say(Phase.PUBLISHED, slot, metrics);
    RoundMetrics.log(id, baseAdapter.version(), metrics);
    if (before.sequence() == 0) {
      RoundMetrics.logWhatWasPicked(owner, outcome.figures());
    }
  }

  private void sendUnsent(int slot) {
    SlotState done = state.slot(slot);
    if (done.unsent().isPresent()) {
      var id = new UpdateId(slots.id(slot), done.sequence());
      sink.send(id, done.unsent().get());
      state.saveSlot(slot, done.sent());
    }
  }

  /**
   * Returns whether a slot has trained its last round, which may be before there is a version that
   * contains its last update.
   */
  private boolean isFinished(int slot, FederationState federationState) {
    Optional<ClusterState> clusters = federationState.clusterState();
    Optional<ClusterId> cluster = clusters.flatMap(known -> known.clusterOf(slots.id(slot)));
    if (cluster.isEmpty()) {
      return false;
    }
    RoundCounter counted = counted(clusters.get(), federationState);
    int trained = state.slot(slot).trainedBase(cluster.get());
    int rounds = settings.rounds().orElse(0);
    return counted.completed(cluster.get()) >= rounds
        || counted.completedAfter(cluster.get(), trained) >= rounds;
  }

  @Override
  public void close() {
    sink.close();
    state.close();
  }
}
