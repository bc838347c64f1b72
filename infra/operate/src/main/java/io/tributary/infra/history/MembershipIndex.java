package io.tributary.infra.history;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
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

/**
 * Knows the participants: every slot with its client and cluster, and how many of its updates
 * counted. A client may invent any number of names: of slots and clients that no clustering knows,
 * {@value #MOST} are kept.
 */
public final class MembershipIndex {
  static final int MOST = 50_000;

  /**
   * The number of windows at a time: one in progress, one open, and the next for slots that are
   * ahead.
   */
  private static final int WINDOWS_AT_A_TIME = 3;

  private final SortedMap<SlotId, Long> samples = new TreeMap<>();
  private final ClientDecisions<ClientPolicy> policies = new ClientDecisions<>();
  private final SortedMap<ClientId, WorkerReport.Phase> phases = new TreeMap<>();
  private final SortedMap<ClientId, ClientRegistration> keys = new TreeMap<>();
  private final Map<SlotId, SlotCount> counts = new HashMap<>();
  private final Map<ClusterId, NavigableMap<Integer, Integer>> windows = new HashMap<>();
  private Optional<ClusterState> state = Optional.empty();

  /** The slots by client; null when something was added since the map was made. */
  private SortedMap<ClientId, List<SlotStatus>> slots;

  /** Adds a slot's announcement; returns false if there are too many. */
  public boolean accept(TaskEmbedding embedding) {
    slots = null;
    return put(samples, embedding.slot(), embedding.samples());
  }

  /** Removes a slot. */
  public void withdraw(SlotId slot) {
    slots = null;
    samples.remove(slot);
  }

  /** Adds an operator's decision about clients; returns false if there are too many patterns. */
  public boolean accept(ClientPolicy policy) {
    return policies.put(policy.clients(), policy.blocked(), policy);
  }

  /** Removes the decision about these clients. */
  public void forget(ClientPattern clients) {
    policies.remove(clients);
  }

  /** Adds the key that a client's records are checked with; returns false if there are too many. */
  public boolean accept(ClientRegistration registration) {
    return put(keys, registration.client(), registration);
  }

  /** Removes a client's key. */
  public void forgetKey(ClientId client) {
    keys.remove(client);
  }

  /** Returns the key that a client's records are checked with; empty if it has none. */
  public Optional<ClientRegistration> key(ClientId client) {
    return Optional.ofNullable(keys.get(client));
  }

  /** Replaces the clustering by a newer one. */
  public void accept(ClusterState newest) {
    slots = null;
    state = Optional.of(newest);
  }

  /** Adds a client's progress report; returns false if there are too many. */
  public boolean accept(WorkerReport report) {
    return put(phases, report.client(), report.phase());
  }

  /** Adds one decision; returns false if there are too many slots. */
  public boolean accept(LedgerEntry entry) {
    slots = null;
    SlotId slot = entry.update().slot();
    SlotCount before = counts.getOrDefault(slot, SlotCount.NONE);
    boolean isMember = state.flatMap(known -> known.clusterOf(slot)).isPresent();
    if (entry.verdict() == Verdict.ACCEPTED) {
      NavigableMap<Integer, Integer> newest =
          windows.computeIfAbsent(entry.cluster(), cluster -> new TreeMap<>());
      newest.merge(entry.version(), 1, Integer::sum);
      newest.headMap(newest.lastKey() - WINDOWS_AT_A_TIME, true).clear();
    }
    if (isMember) {
      counts.put(slot, before.plus(SlotCount.of(entry)));
      return true;
    }
    return put(counts, slot, before.plus(SlotCount.of(entry)));
  }

  /** Returns the number of updates in a window; 0 for windows that are long over. */
  public int updatesInWindow(ClusterId cluster, int version) {
    return windows.getOrDefault(cluster, new TreeMap<>()).getOrDefault(version, 0);
  }

  /** Returns the newest clustering; empty before the first. */
  public Optional<ClusterState> state() {
    return state;
  }

  /** Returns every client that was seen in any topic, or that an operator decided about by name. */
  public SortedSet<ClientId> clients() {
    var clients = new TreeSet<ClientId>(phases.keySet());
    policies.all().forEach(decision -> decision.clients().client().ifPresent(clients::add));
    clients.addAll(slots().keySet());
    return clients;
  }

  /** Returns a client's slots; empty for a client without known slots. */
  public List<SlotStatus> slotsOf(ClientId client) {
    return slots().getOrDefault(client, List.of());
  }

  /** Returns the slots that belong to a cluster, in the order of their clients. */
  public List<SlotStatus> membersOf(ClusterId cluster) {
    return slots().values().stream()
        .flatMap(List::stream)
        .filter(slot -> slot.cluster().map(cluster::equals).orElse(false))
        .toList();
  }

  /**
   * Returns the decision that blocks a client, by its name or by a pattern; empty if it may
   * contribute.
   */
  public Optional<ClientPolicy> block(ClientId client) {
    return policies.blocking(client).map(ClientDecisions.Decision::detail);
  }

  /** Returns every decision that is in force. */
  public List<ClientPolicy> policies() {
    return policies.all().stream().map(ClientDecisions.Decision::detail).toList();
  }

  /** Returns the activity that a client reported last. */
  public Optional<WorkerReport.Phase> phase(ClientId client) {
    return Optional.ofNullable(phases.get(client));
  }

  private SortedMap<ClientId, List<SlotStatus>> slots() {
    if (slots == null) {
      slots = new TreeMap<>();
      var all = new TreeSet<SlotId>(samples.keySet());
      all.addAll(counts.keySet());
      state.ifPresent(known -> all.addAll(known.assignments().keySet()));
      for (SlotId slot : all) {
        slots.computeIfAbsent(slot.client(), client -> new ArrayList<>()).add(standing(slot));
      }
    }
    return slots;
  }

  private SlotStatus standing(SlotId slot) {
    return new SlotStatus(
        slot,
        samples.getOrDefault(slot, 0L),
        state.flatMap(known -> known.clusterOf(slot)),
        state.map(known -> known.parked().contains(slot)).orElse(false),
        counts.getOrDefault(slot, SlotCount.NONE));
  }

  private static <K, V> boolean put(Map<K, V> map, K key, V value) {
    if (map.size() >= MOST && !map.containsKey(key)) {
      return false;
    }
    map.put(key, value);
    return true;
  }
}
