package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.event.WorkerReport;
import io.tributary.schemas.event.WorkerReport.Phase;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Everything that a federation's clients said and heard, in the heap; several threads write. */
final class FederationRecord implements FollowListener {
  private final Consumer<WorkerReport> progress;
  private final SortedMap<SlotId, TaskEmbedding> slots = new TreeMap<>();
  private final SortedMap<ClusterId, SortedMap<Integer, LoraAdapter>> versions = new TreeMap<>();
  private final SortedMap<ClusterId, List<TensorAgreement>> agreement = new TreeMap<>();
  private final SortedMap<Integer, List<Double>> losses = new TreeMap<>();
  private final List<String> setAside = new ArrayList<>();
  private ClusterState state;
  private RuntimeException failure;
  private long bytesUp;
  private double trainSeconds;

  /** An empty record that hands the clients' reports on. */
  FederationRecord(Consumer<WorkerReport> progress) {
    this.progress = progress;
  }

  synchronized void announced(TaskEmbedding embedding) {
    slots.put(embedding.slot(), embedding);
  }

  synchronized void reported(WorkerReport report) {
    if (report.phase() == Phase.PUBLISHED) {
      int round = report.values().get("version").intValue() + 1;
      losses.computeIfAbsent(round, r -> new ArrayList<>()).add(report.values().get("loss"));
      bytesUp += report.values().get("bytes").longValue();
      trainSeconds += report.values().get("seconds");
    }
    progress.accept(report);
  }

  @Override
  public synchronized void clusterState(ClusterState arrived) {
    state = arrived;
    notifyAll();
  }

  @Override
  public synchronized void version(AdapterManifest manifest, LoraAdapter adapter) {
    versions
        .computeIfAbsent(manifest.version().cluster(), cluster -> new TreeMap<>())
        .put(manifest.version().version(), adapter);
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
   * Waits until every cluster has reached a version.
   *
   * @throws IllegalStateException if one does not within the time
   */
  synchronized void await(int version, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!reached(version)) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      if (failure != null) {
        throw failure;
      }
      if (leftMillis <= 0) {
        throw new IllegalStateException(
            "every cluster must reach version " + version + ", versions were " + newest());
      }
      wait(leftMillis);
    }
  }

  private boolean reached(int version) {
    return state != null
        && state.clusters().stream()
            .allMatch(cluster -> newest().getOrDefault(cluster.id(), 0) >= version);
  }

  private SortedMap<ClusterId, Integer> newest() {
    var newest = new TreeMap<ClusterId, Integer>();
    versions.forEach((cluster, numbers) -> newest.put(cluster, numbers.lastKey()));
    return newest;
  }

  /** What came of it. */
  synchronized FederationOutcome outcome(
      SortedMap<SlotId, LoraAdapter> personal,
      SortedMap<SlotId, GatedAdapters> gated,
      double wallSeconds) {
    return new FederationOutcome(
        state,
        new TreeMap<>(slots),
        versions,
        agreement,
        personal,
        gated,
        losses.values().stream()
            .map(round -> round.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toList(),
        setAside.stream().sorted().toList(),
        bytesUp,
        trainSeconds,
        wallSeconds);
  }
}
