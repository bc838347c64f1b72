package io.tributary.infra.history;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.WorkerReport;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who takes part: every slot with its client and cluster, and how much of it counted. */
public final class Roster {
  /** One in the making, one open, and the next for who is ahead. */
  private static final int WINDOWS_AT_A_TIME = 3;

  private final SortedMap<SlotId, TaskEmbedding> embeddings = new TreeMap<>();
  private final SortedMap<ClientId, ClientPolicy> policies = new TreeMap<>();
  private final SortedMap<ClientId, WorkerReport> reports = new TreeMap<>();
  private final Map<SlotId, SlotCount> counts = new HashMap<>();
  private final Map<ClusterId, NavigableMap<Integer, Integer>> windows = new HashMap<>();
  private Optional<ClusterState> state = Optional.empty();

  /** Takes in what a client told of a slot. */
  public void accept(TaskEmbedding embedding) {
    embeddings.put(embedding.slot(), embedding);
  }

  /** A slot is gone. */
  public void withdraw(SlotId slot) {
    embeddings.remove(slot);
  }

  /** Takes in what a person decided about a client. */
  public void accept(ClientPolicy policy) {
    policies.put(policy.client(), policy);
  }

  /** Nothing is decided about a client any more. */
  public void forget(ClientId client) {
    policies.remove(client);
  }

  /** Takes in a clustering. */
  public void accept(ClusterState newest) {
    state = Optional.of(newest);
  }

  /** Takes in what a client says that it does. */
  public void accept(WorkerReport report) {
    reports.put(report.client(), report);
  }

  /** Takes in one decision. */
  public void accept(LedgerEntry entry) {
    counts.merge(entry.update().slot(), SlotCount.of(entry), SlotCount::plus);
    if (entry.verdict() == Verdict.ACCEPTED) {
      NavigableMap<Integer, Integer> newest =
          windows.computeIfAbsent(entry.cluster(), cluster -> new TreeMap<>());
      newest.merge(entry.version(), 1, Integer::sum);
      newest.headMap(newest.lastKey() - WINDOWS_AT_A_TIME, true).clear();
    }
  }

  /** Updates that a window holds; 0 for windows that are long over. */
  public int updatesInWindow(ClusterId cluster, int version) {
    return windows.getOrDefault(cluster, new TreeMap<>()).getOrDefault(version, 0);
  }

  /** The newest clustering. */
  public Optional<ClusterState> state() {
    return state;
  }

  /** Everyone who was seen, in whatever topic. */
  public SortedSet<ClientId> clients() {
    var clients = new TreeSet<ClientId>(policies.keySet());
    clients.addAll(reports.keySet());
    embeddings.keySet().forEach(slot -> clients.add(slot.client()));
    counts.keySet().forEach(slot -> clients.add(slot.client()));
    return clients;
  }

  /** A client's slots. */
  public List<SlotStanding> slotsOf(ClientId client) {
    return slots().stream().filter(slot -> slot.slot().client().equals(client)).toList();
  }

  /** A cluster's members. */
  public List<SlotStanding> membersOf(ClusterId cluster) {
    return slots().stream()
        .filter(slot -> slot.cluster().map(cluster::equals).orElse(false))
        .toList();
  }

  /** The ruling that blocks a client; empty if it may contribute. */
  public Optional<ClientPolicy> block(ClientId client) {
    return Optional.ofNullable(policies.get(client)).filter(ClientPolicy::blocked);
  }

  /** What a client last said that it does. */
  public Optional<WorkerReport> report(ClientId client) {
    return Optional.ofNullable(reports.get(client));
  }

  private List<SlotStanding> slots() {
    var all = new TreeSet<SlotId>(embeddings.keySet());
    all.addAll(counts.keySet());
    state.ifPresent(known -> all.addAll(known.assignments().keySet()));
    var slots = new ArrayList<SlotStanding>();
    for (SlotId slot : all) {
      slots.add(
          new SlotStanding(
              slot,
              Optional.ofNullable(embeddings.get(slot)).map(TaskEmbedding::samples).orElse(0L),
              state.flatMap(known -> known.clusterOf(slot)),
              state.map(known -> known.parked().contains(slot)).orElse(false),
              counts.getOrDefault(slot, SlotCount.NONE)));
    }
    return slots;
  }
}
