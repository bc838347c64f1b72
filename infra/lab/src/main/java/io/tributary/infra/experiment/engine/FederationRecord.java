package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.RoundCounter;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.schemas.update.WorkerReport.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Records everything that a federation's clients sent and received, in the heap; several threads
 * write.
 */
final class FederationRecord implements FollowListener {
  private final Consumer<WorkerReport> progress;
  private final SortedMap<SlotId, TaskEmbedding> slots = new TreeMap<>();
  private final ClusteringSettings clustering;
  private final SortedMap<ClusterId, SortedMap<Integer, Version>> versions = new TreeMap<>();
  private final SortedMap<ClusterId, List<TensorAgreement>> agreement = new TreeMap<>();

  /** The newest clustering of every epoch. */
  private final SortedMap<Integer, ClusterState> states = new TreeMap<>();

  private final SortedMap<Integer, List<Double>> losses = new TreeMap<>();

  /**
   * The updates that did not count; a set, because clients that start again receive earlier
   * decisions again.
   */
  private final SortedSet<String> setAside = new TreeSet<>();

  private ClusterState state;
  private RuntimeException failure;
  private long bytesUp;
  private double trainSeconds;

  /** One adapter with the epoch in which it was made. */
  private record Version(int epoch, LoraAdapter adapter) {}

  /** Creates an empty record that passes the clients' reports on. */
  FederationRecord(ClusteringSettings clustering, Consumer<WorkerReport> progress) {
    this.clustering = clustering;
    this.progress = progress;
  }

  synchronized void announced(TaskEmbedding embedding) {
    slots.put(embedding.slot(), embedding);
  }

  synchronized void reported(WorkerReport report) {
    if (report.phase() == Phase.PUBLISHED) {
      int round = report.values().get("round").intValue() + 1;
      losses.computeIfAbsent(round, r -> new ArrayList<>()).add(report.values().get("loss"));
      bytesUp += report.values().get("bytes").longValue();
      trainSeconds += report.values().get("seconds");
    }
    progress.accept(report);
  }

  @Override
  public synchronized void clusterState(ClusterState arrived) {
    state = arrived;
    states.put(arrived.epoch(), arrived);
    notifyAll();
  }

  @Override
  public synchronized void version(AdapterManifest manifest, LoraAdapter adapter) {
    if (manifest.version().version() == 0) {
      return;
    }
    versions
        .computeIfAbsent(manifest.version().cluster(), cluster -> new TreeMap<>())
        .put(manifest.version().version(), new Version(manifest.version().epoch(), adapter));
    agreement.put(manifest.version().cluster(), manifest.agreement());
    notifyAll();
  }

  @Override
  public synchronized void decision(LedgerEntry entry) {
    if (entry.verdict() != LedgerEntry.Verdict.ACCEPTED) {
      setAside.add(
          entry.update() + " " + entry.verdict() + " " + entry.reason() + " " + entry.detail());
    }
  }

  @Override
  public synchronized void failed(RuntimeException cause) {
    failure = cause;
    notifyAll();
  }

  /**
   * Waits until so many rounds are completed in every cluster.
   *
   * @throws IllegalStateException if they are not within the time
   */
  synchronized void await(int rounds, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!areOver(rounds)) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      if (failure != null) {
        throw failure;
      }
      if (leftMillis <= 0) {
        throw new IllegalStateException(
            rounds + " rounds must be over in every cluster, versions were " + newest());
      }
      wait(leftMillis);
    }
  }

  private boolean areOver(int rounds) {
    if (state == null) {
      return false;
    }
    SortedMap<ClusterId, Integer> newest = newest();
    var counted = new RoundCounter(clustering, state, cluster -> newest.getOrDefault(cluster, 0));
    return state.clusters().stream().allMatch(cluster -> counted.completed(cluster.id()) >= rounds);
  }

  private SortedMap<ClusterId, Integer> newest() {
    var newest = new TreeMap<ClusterId, Integer>();
    versions.forEach((cluster, numbers) -> newest.put(cluster, numbers.lastKey()));
    return newest;
  }

  /** Returns the outcome of the training. */
  synchronized FederationOutcome outcome(
      SortedMap<SlotId, LoraAdapter> personal,
      SortedMap<SlotId, GatedAdapters> gated,
      double wallSeconds) {
    return new FederationOutcome(
        byRound(),
        new TreeMap<>(slots),
        adaptersByRound(),
        agreement,
        personal,
        gated,
        losses.values().stream()
            .map(round -> round.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toList(),
        List.copyOf(setAside),
        bytesUp,
        trainSeconds,
        wallSeconds);
  }

  private SortedMap<Integer, ClusterState> byRound() {
    var byRound = new TreeMap<Integer, ClusterState>();
    states.values().forEach(one -> byRound.put(one.round(), one));
    return byRound;
  }

  /**
   * Returns adapters by round, which differs from the version where slots are grouped anew while
   * the federation runs.
   */
  private SortedMap<ClusterId, SortedMap<Integer, LoraAdapter>> adaptersByRound() {
    var byRound = new TreeMap<ClusterId, SortedMap<Integer, LoraAdapter>>();
    versions.forEach(
        (cluster, numbers) -> {
          var adapters = new TreeMap<Integer, LoraAdapter>();
          numbers.forEach(
              (number, version) -> {
                var then = new RoundCounter(clustering, states.get(version.epoch()), any -> number);
                adapters.put(then.completedAfter(cluster, number - 1), version.adapter());
              });
          byRound.put(cluster, adapters);
        });
    return byRound;
  }
}
