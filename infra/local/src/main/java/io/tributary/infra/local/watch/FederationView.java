package io.tributary.infra.local.watch;

import io.tributary.infra.history.window.OpenWindow;
import io.tributary.infra.history.window.WindowWatch;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.slot.SlotCountWarning;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects the content of one federation's topics; it has a bounded number of slots and clients,
 * whatever strangers write. Not safe for several threads.
 */
public final class FederationView {
  static final int MOST = 20_000;

  /** The largest number of versions of one cluster. */
  private static final int MOST_VERSIONS = 10_000;

  private final SortedMap<ClientId, SortedMap<WorkerReport.Phase, WorkerReport>> reports =
      new TreeMap<>();
  private final SortedMap<ClientId, WorkerReport> latest = new TreeMap<>();
  private final SortedMap<SlotId, TaskEmbedding> slots = new TreeMap<>();
  private final ObservedUpdates updates = new ObservedUpdates();
  private final SortedMap<ClusterId, NavigableMap<Integer, AdapterManifest>> versions =
      new TreeMap<>();
  private final SortedMap<String, Long> quarantined = new TreeMap<>();
  private final SortedMap<String, Long> leftOut = new TreeMap<>();
  private Optional<ClusterState> state = Optional.empty();
  private final WindowWatch windows = new WindowWatch();
  private final ClientDecisions<ClientPolicy> policies = new ClientDecisions<>();
  private Optional<Instant> firstAnnouncement = Optional.empty();
  private long accepted;
  private long movements;

  void accept(WorkerReport report) {
    movements++;
    if (latest.size() >= MOST && !latest.containsKey(report.client())) {
      return;
    }
    reports.computeIfAbsent(report.client(), c -> new TreeMap<>()).put(report.phase(), report);
    latest.put(report.client(), report);
  }

  public void accept(TaskEmbedding slot) {
    if (slots.size() < MOST || slots.containsKey(slot.slot())) {
      slots.put(slot.slot(), slot);
    }
    movements++;
  }

  void withdraw(SlotId slot) {
    slots.remove(slot);
    movements++;
  }

  public void accept(ClusterState arrived) {
    state = Optional.of(arrived);
    windows.accept(arrived);
    movements++;
  }

  void accept(UpdateManifest update) {
    updates.sent(ObservedUpdate.of(update));
    movements++;
  }

  void accept(LedgerEntry entry) {
    windows.accept(entry);
    if (entry.verdict() == LedgerEntry.Verdict.ACCEPTED) {
      updates.accepted(entry.update());
      accepted++;
    }
    String client = entry.update().slot().client().value();
    if (entry.verdict() == LedgerEntry.Verdict.LEFT_OUT
        && (leftOut.size() < MOST || leftOut.containsKey(client))) {
      leftOut.merge(client, 1L, Long::sum);
    }
    movements++;
  }

  /** Adds a published version; version 0 adds nothing, because it is the contract's. */
  public void accept(AdapterManifest manifest) {
    if (manifest.version().version() == 0) {
      return;
    }
    windows.accept(manifest);
    NavigableMap<Integer, AdapterManifest> ofCluster =
        versions.computeIfAbsent(manifest.version().cluster(), c -> new TreeMap<>());
    ofCluster.put(manifest.version().version(), manifest);
    if (ofCluster.size() > MOST_VERSIONS) {
      ofCluster.pollFirstEntry();
    }
    movements++;
  }

  void accept(QuarantineRecord record) {
    if (record.status() == QuarantineRecord.Status.OPEN) {
      quarantined.merge(record.reason().name(), 1L, Long::sum);
    }
    movements++;
  }

  void accept(ClientPolicy policy) {
    policies.put(policy.clients(), policy.blocked(), policy);
    movements++;
  }

  void forget(ClientPattern clients) {
    policies.remove(clients);
    movements++;
  }

  /** Adds the time of an announcement in the log. */
  void announced(Instant at) {
    if (firstAnnouncement.filter(first -> !first.isAfter(at)).isEmpty()) {
      firstAnnouncement = Optional.of(at);
    }
  }

  /** Returns the time of the earliest announcement in the log; empty before any. */
  Optional<Instant> firstAnnouncement() {
    return firstAnnouncement;
  }

  /** Returns the open window of every cluster that has members. */
  List<OpenWindow> openWindows() {
    return windows.windows(client -> policies.blocking(client).isPresent());
  }

  /** Returns a number that grows with every record: while it stays the same, nothing moves. */
  public long movements() {
    return movements;
  }

  public Optional<ClusterState> state() {
    return state;
  }

  public SortedMap<SlotId, TaskEmbedding> slots() {
    return Collections.unmodifiableSortedMap(slots);
  }

  public ObservedUpdates updates() {
    return updates;
  }

  /** Returns the number of decisions that counted an update. */
  long accepted() {
    return accepted;
  }

  public SortedMap<ClusterId, NavigableMap<Integer, AdapterManifest>> versions() {
    return Collections.unmodifiableSortedMap(versions);
  }

  public SortedMap<String, Long> quarantined() {
    return Collections.unmodifiableSortedMap(quarantined);
  }

  /** Returns the accepted updates that their windows' merges left out, by client. */
  public SortedMap<String, Long> leftOut() {
    return Collections.unmodifiableSortedMap(leftOut);
  }

  /** Returns the newest report of every client. */
  public SortedMap<ClientId, WorkerReport> latest() {
    return Collections.unmodifiableSortedMap(latest);
  }

  /** Returns a client's newest report of one phase. */
  Optional<WorkerReport> report(ClientId client, WorkerReport.Phase phase) {
    return Optional.ofNullable(
        reports.getOrDefault(client, Collections.emptySortedMap()).get(phase));
  }

  /** Returns the clients that could not determine how many tasks they have. */
  public List<ClientId> unsure() {
    return reports.keySet().stream()
        .filter(
            client ->
                report(client, WorkerReport.Phase.CLUSTERED)
                    .filter(report -> report.values().containsKey(SlotCountWarning.UNSURE))
                    .isPresent())
        .toList();
  }

  /** Returns the clusters that have members. */
  public SortedSet<ClusterId> members() {
    return state.map(s -> new TreeSet<>(s.assignments().values())).orElseGet(TreeSet::new);
  }

  /** Returns a cluster's newest version; 0 before the first. */
  int version(ClusterId cluster) {
    NavigableMap<Integer, AdapterManifest> published = versions.get(cluster);
    return published == null ? 0 : published.lastKey();
  }

  /** Returns the newest published version of every cluster. */
  public SortedMap<ClusterId, AdapterVersion> newest() {
    SortedMap<ClusterId, AdapterVersion> newest = new TreeMap<>();
    versions.forEach((cluster, all) -> newest.put(cluster, all.lastEntry().getValue().version()));
    return newest;
  }

  /**
   * Returns the version of every cluster when it had completed a round; clusters without a version
   * are left out.
   */
  public SortedMap<ClusterId, AdapterVersion> versionsAt(int round) {
    SortedMap<ClusterId, AdapterVersion> then = new TreeMap<>();
    versions.forEach(
        (cluster, all) ->
            Optional.ofNullable(all.floorEntry(round))
                .ifPresent(entry -> then.put(cluster, entry.getValue().version())));
    return then;
  }

  /** Returns the lowest version among the clusters that have members; 0 before there are any. */
  public int completedRounds() {
    return members().stream().mapToInt(this::version).min().orElse(0);
  }
}
