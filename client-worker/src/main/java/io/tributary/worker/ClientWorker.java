package io.tributary.worker;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.TrainingSummary;
import io.tributary.schemas.event.WorkerReport.Phase;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.data.DataFeed;
import io.tributary.worker.exchange.Downstream;
import io.tributary.worker.exchange.Downstream.Base;
import io.tributary.worker.exchange.UpdateSink;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.PflAlign;
import io.tributary.worker.method.Round;
import io.tributary.worker.state.ClientState;
import io.tributary.worker.state.OutgoingUpdate;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.state.SlotState;
import io.tributary.worker.train.TrainingResult;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of a federation: joins with its slots, then trains each of them whenever its cluster
 * has a newer adapter than the one it trained from last.
 *
 * <p>What a slot publishes depends only on slot, base version and rows. An update is on disk before
 * it is sent, and is sent again after a crash, to the last bit the same; the stream knows it by its
 * id.
 */
final class ClientWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientWorker.class);

  private final WorkerSettings settings;
  private final int rank;
  private final LocalSlots slots;
  private final DataFeed feed;
  private final ClientState state;
  private final SlotRounds rounds;
  private final UpdateWriter writer;
  private final UpdateSink sink;
  private final ClientProgress progress;
  private final Clock clock;

  /** What a worker works with; it closes state and sink. */
  record Parts(
      DataFeed feed,
      ClientState state,
      Trainer trainer,
      UpdateWriter writer,
      UpdateSink sink,
      ClientProgress progress,
      Clock clock) {}

  /**
   * A client.
   *
   * @param rank components that it trains, 0 for all
   */
  ClientWorker(WorkerSettings settings, int rank, LocalSlots slots, Parts parts) {
    this.settings = settings;
    this.rank = rank;
    this.slots = slots;
    this.feed = parts.feed();
    this.state = parts.state();
    this.rounds = new SlotRounds(settings, rank, slots, parts.trainer());
    this.writer = parts.writer();
    this.sink = parts.sink();
    this.progress = parts.progress();
    this.clock = parts.clock();
  }

  /** Sends what an earlier run could not, and tells the federation of the slots. */
  void join() {
    for (int slot = 0; slot < slots.count(); slot++) {
      sendUnsent(slot);
    }
    slots.announceNews();
  }

  /** Takes new rows in and trains every slot that can; returns whether any did. */
  boolean turn(Downstream downstream) {
    slots.add(feed.poll());
    slots.announceNews();
    boolean trained = false;
    for (int slot = 0; slot < slots.count(); slot++) {
      trained |= turn(slot, downstream);
    }
    if (!trained) {
      progress.enter(isFinished(downstream) ? Phase.FINISHED : Phase.WAITING);
    }
    return trained;
  }

  /** Whether every slot has trained its last round. */
  boolean isFinished(Downstream downstream) {
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.samples(slot) > 0 && !isFinished(slot, downstream)) {
        return false;
      }
    }
    return settings.rounds() > 0;
  }

  /** Throws if the state tells of versions that the federation has not got. */
  void requireSameHistory(Downstream downstream) {
    for (int slot = 0; slot < slots.count(); slot++) {
      SlotState done = state.slot(slot);
      for (Map.Entry<ClusterId, Integer> base : done.trainedBases().entrySet()) {
        int newest = downstream.newest(base.getKey()).version().version();
        if (base.getValue() > newest) {
          throw OtherHistory.failure(slots.id(slot), base.getKey(), base.getValue(), newest);
        }
      }
    }
  }

  /** The adapters that the client itself would use now, of its slots that are in a cluster. */
  SortedMap<SlotId, LoraAdapter> personalAdapters(Downstream downstream) {
    var personal = new TreeMap<SlotId, LoraAdapter>();
    nextRounds(downstream)
        .forEach((slot, round) -> personal.put(slot, settings.method().personal(round)));
    return personal;
  }

  /** The same where they are two with a gate between them. */
  SortedMap<SlotId, GatedAdapters> gatedAdapters(Downstream downstream) {
    var gated = new TreeMap<SlotId, GatedAdapters>();
    nextRounds(downstream)
        .forEach(
            (slot, round) ->
                settings.method().gated(round).ifPresent(pair -> gated.put(slot, pair)));
    return gated;
  }

  private SortedMap<SlotId, Round> nextRounds(Downstream downstream) {
    var next = new TreeMap<SlotId, Round>();
    Optional<ClusterState> clusters = downstream.clusterState();
    for (int slot = 0; slot < slots.count(); slot++) {
      SlotId id = slots.id(slot);
      SlotMemory memory = state.slot(slot).memory();
      clusters
          .flatMap(known -> known.clusterOf(id))
          .map(downstream::newest)
          .map(base -> rounds.of(id, base, memory))
          .ifPresent(round -> next.put(id, round));
    }
    return next;
  }

  void failed() {
    progress.say(Phase.FAILED, -1, Map.of());
  }

  private boolean turn(int slot, Downstream downstream) {
    Optional<ClusterState> clusters = downstream.clusterState();
    Optional<ClusterId> cluster = clusters.flatMap(known -> known.clusterOf(slots.id(slot)));
    if (cluster.isEmpty() || slots.samples(slot) == 0) {
      return false;
    }
    Base base = downstream.newest(cluster.get());
    SlotState before = state.slot(slot);
    int version = base.version().version();
    boolean isLast = settings.rounds() > 0 && version >= settings.rounds();
    if (isLast || version <= before.trainedBase(cluster.get())) {
      return false;
    }
    train(
        slot,
        base,
        clusters.get().epoch(),
        before.after(downstream.newestSequence(slots.id(slot))));
    return true;
  }

  private void train(int slot, Base base, int epoch, SlotState before) {
    progress.say(Phase.TRAINING, slot, Map.of("version", (double) base.version().version()));
    SlotId owner = slots.id(slot);
    Round round = rounds.of(owner, base, before.memory());
    LocalMethod.Outcome outcome = rounds.train(slot, base.version(), round);
    var id = new UpdateId(owner, before.sequence() + 1);
    OutgoingUpdate update =
        writer.write(
            new UpdateWriter.Trained(
                id,
                base.version(),
                round.global(),
                outcome.shared(),
                rank,
                epoch,
                slots.samples(slot),
                clock.instant(),
                summary(outcome.result())));
    state.saveSlot(
        slot,
        before.trained(
            base.version().cluster(), base.version().version(), update, outcome.memory()));
    sendUnsent(slot);
    progress.say(Phase.PUBLISHED, slot, figures(outcome, base, update));
    if (before.sequence() == 0) {
      sayWhatWasPicked(owner, outcome.figures());
    }
  }

  private static void sayWhatWasPicked(SlotId slot, Map<String, Double> figures) {
    Double eta = figures.get(PflAlign.RATE_FIGURE);
    if (eta != null && eta >= AlignmentRate.LARGEST) {
      LOG.warn(
          "alignment learning rate reached its limit: slot={} eta={}; training may collapse: lower"
              + " --learning-rate, or set --alignment-learning-rate",
          slot,
          eta);
    } else if (eta != null) {
      LOG.info("alignment learning rate, fixed from now on: slot={} eta={}", slot, eta);
    }
  }

  private void sendUnsent(int slot) {
    SlotState done = state.slot(slot);
    if (done.unsent().isPresent()) {
      sink.send(done.unsent().get());
      state.saveSlot(slot, done.sent());
    }
  }

  private boolean isFinished(int slot, Downstream downstream) {
    Optional<ClusterId> cluster =
        downstream.clusterState().flatMap(known -> known.clusterOf(slots.id(slot)));
    return cluster.isPresent()
        && (downstream.newest(cluster.get()).version().version() >= settings.rounds()
            || state.slot(slot).trainedBase(cluster.get()) >= settings.rounds() - 1);
  }

  private static TrainingSummary summary(TrainingResult result) {
    float[] losses = result.losses();
    return new TrainingSummary(
        losses.length, losses[0], losses[losses.length - 1], result.stepNanos(), result.tokens());
  }

  private static Map<String, Double> figures(
      LocalMethod.Outcome outcome, Base base, OutgoingUpdate update) {
    TrainingResult result = outcome.result();
    var figures = new TreeMap<>(outcome.figures());
    figures.put("version", (double) base.version().version());
    figures.put("steps", (double) result.losses().length);
    figures.put("loss", (double) result.losses()[result.losses().length - 1]);
    figures.put("seconds", result.stepNanos() / 1e9);
    figures.put("tokens", (double) result.tokens());
    figures.put("bytes", (double) update.bytes());
    return figures;
  }

  @Override
  public void close() {
    sink.close();
    state.close();
  }
}
