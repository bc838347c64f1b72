package io.tributary.aggregation.cluster;

import io.tributary.aggregation.cluster.group.ReceivedGroupingSignals;
import io.tributary.aggregation.cluster.group.SlotGroup;
import io.tributary.aggregation.cluster.group.SlotGrouping;
import io.tributary.aggregation.cluster.group.SlotPlacement;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Clusters all slots of a federation, epoch by epoch.
 *
 * <p>Epoch 1 starts when enough clients have announced all their slots, and clusters the slots of
 * exactly those clients; its centroids stay. Later slots join a cluster or are parked; when enough
 * parked slots are close to each other, the next epoch clusters slots anew. Where slots are grouped
 * by signals about their rounds, the next epoch starts when all slots have sent theirs.
 *
 * <p>The same announcements in the same order give the same states. An announcement that changes
 * nothing costs little; one that changes something costs as much as writing the whole state.
 */
public final class GlobalClustering {
  private final FederationSpec spec;
  private final SlotGrouping grouping;
  private final SlotCapacity room;
  private final AnnouncedSlots slots = new AnnouncedSlots();
  private final SortedMap<SlotId, ClusterId> left = new TreeMap<>();
  private ClusterState state;
  private int nextCluster;
  private SlotId silent;

  /** Creates a clustering that knows no slot. */
  public GlobalClustering(FederationSpec spec) {
    this(spec, ClusteringMemory.EMPTY);
  }

  /**
   * Restores a clustering. Slots for which there is no room are not accepted: see {@link
   * ClusteringMemory#within}.
   */
  public GlobalClustering(FederationSpec spec, ClusteringMemory memory) {
    this.spec = spec;
    grouping = SlotGrouping.of(spec.clustering());
    room = new SlotCapacity(spec);
    memory.slots().forEach(slots::put);
    left.putAll(memory.left());
    state = memory.state();
    nextCluster = memory.nextCluster();
  }

  /** The newest state, empty before epoch 1. */
  public Optional<ClusterState> state() {
    return Optional.ofNullable(state);
  }

  /** Returns the newest announcement of a slot; empty if there is none. */
  public Optional<TaskEmbedding> announced(SlotId slot) {
    return Optional.ofNullable(slots.get(slot));
  }

  /**
   * Returns the state with its next revision, because the known facts about members have changed.
   */
  public Optional<ClusterState> revised(Instant at) {
    return state().map(known -> revise(known.assignments(), known.parked(), at));
  }

  /** All clients that have announced a slot. */
  public Set<ClientId> clients() {
    return slots.names();
  }

  /** The first id that no cluster ever had. */
  public int nextCluster() {
    return nextCluster;
  }

  /** The slots of a client, in their order. */
  public Set<SlotId> slotsOf(ClientId client) {
    return slots.of(client);
  }

  /** Returns why a slot may not be announced, namely for want of room; empty if it may. */
  public Optional<String> whyFull(SlotId slot) {
    return room.whyFull(slots, slot);
  }

  /** Adds or replaces a slot's announcement; returns the new state, if it changed. */
  public Optional<ClusterState> announce(TaskEmbedding embedding, Instant at) {
    slots.put(embedding);
    if (state != null) {
      return settle(List.of(embedding.slot()), at);
    }
    Set<ClientId> complete = slots.complete();
    if (complete.size() < spec.clustering().bootstrapClients()) {
      return Optional.empty();
    }
    var first = slots.centroids(slots.all());
    first.keySet().removeIf(slot -> !complete.contains(slot.client()));
    start(ClusterIdMatching.fresh(grouping.bootstrap(first), nextCluster), 0, at);
    settle(slots.all(), at);
    // No earlier state was published, so this is revision 1 however many steps it took.
    state = ClusterStateRevision.of(state, 1, state.assignments(), state.parked(), at);
    return state();
  }

  /** Removes a slot; returns the new state, if it changed. */
  public Optional<ClusterState> withdraw(SlotId slot, Instant at) {
    left.remove(slot);
    return slots.remove(slot) ? without(Set.of(slot), at) : Optional.empty();
  }

  /**
   * Removes a client with all its slots; returns the new state, if it changed. If the client
   * announces them again, they return to their clusters, as long as those exist.
   */
  public Optional<ClusterState> leave(ClientId client, Instant at) {
    Set<SlotId> theirs = slots.of(client);
    for (SlotId slot : theirs) {
      slots.remove(slot);
      if (state != null) {
        state.clusterOf(slot).ifPresent(cluster -> left.put(slot, cluster));
      }
    }
    return without(theirs, at);
  }

  private Optional<ClusterState> without(Set<SlotId> gone, Instant at) {
    if (state == null) {
      return Optional.empty();
    }
    var assignments = new TreeMap<>(state.assignments());
    var parked = new TreeSet<>(state.parked());
    boolean changed = assignments.keySet().removeAll(gone);
    changed |= parked.removeAll(gone);
    if (!changed) {
      return Optional.empty();
    }
    ClusterState without = revise(assignments, parked, at);
    return regrouped(at).or(() -> Optional.of(without));
  }

  /** Assigns a cluster to those of some slots that have none. */
  private Optional<ClusterState> settle(Collection<SlotId> some, Instant at) {
    SlotPlacement placed = place(some);
    var parked = new TreeSet<>(state.parked());
    parked.removeAll(placed.homes().keySet());
    parked.addAll(placed.parked());
    var centroids = placed.parked().isEmpty() ? null : slots.centroids(parked);
    for (SlotId slot : placed.parked()) {
      SortedSet<SlotId> company = grouping.company(slot, centroids, state);
      if (!company.isEmpty()) {
        return Optional.of(nextEpoch(company, at));
      }
    }
    if (placed.homes().isEmpty() && parked.equals(state.parked())) {
      return regrouped(at);
    }
    revise(placed.onTopOf(state.assignments()), parked, at);
    return regrouped(at).or(this::state);
  }

  private ClusterState nextEpoch(SortedSet<SlotId> company, Instant at) {
    List<SlotGroup> groups = grouping.again(slots.centroids(slots.all()), company, state);
    start(ClusterIdMatching.match(state, groups, nextCluster), state.round(), at);
    SlotPlacement rest = place(slots.all());
    state =
        ClusterStateRevision.of(
            state, state.revision(), rest.onTopOf(state.assignments()), rest.parked(), at);
    return state;
  }

  private SlotPlacement place(Collection<SlotId> some) {
    var placed = new SlotPlacement(new TreeMap<>(), new TreeSet<>());
    SlotGrouping.Homes homes = null;
    for (SlotId slot : some) {
      if (!state.assignments().containsKey(slot)) {
        homes = homes == null ? grouping.homes(state) : homes;
        Optional<ClusterId> home = back(slot);
        if (home.isEmpty()) {
          home = homes.of(slot, slots.get(slot).centroid());
        }
        home.ifPresentOrElse(
            cluster -> placed.homes().put(slot, cluster), () -> placed.parked().add(slot));
        left.remove(slot);
      }
    }
    return placed;
  }

  private Optional<ClusterId> back(SlotId slot) {
    return Optional.ofNullable(left.get(slot)).filter(cluster -> find(cluster).isPresent());
  }

  /** Starts the next epoch, if all slots have sent their grouping signals. */
  private Optional<ClusterState> regrouped(Instant at) {
    OptionalInt asked = grouping.asks(state);
    if (asked.isEmpty() || state.assignments().isEmpty() || isAnyoneSilent(asked.getAsInt())) {
      return Optional.empty();
    }
    var signatures = new TreeMap<SlotId, float[]>();
    for (SlotId slot : state.assignments().keySet()) {
      signatures.put(slot, slots.get(slot).vote().signature());
    }
    var votes =
        new ReceivedGroupingSignals(slots.centroids(state.assignments().keySet()), signatures);
    start(grouping.regroup(votes, state, nextCluster), asked.getAsInt(), at);
    return state();
  }

  /**
   * Returns whether a slot has not sent its signal for a round. It looks first at the slot that was
   * missing last, so that the signals of a round are counted only once.
   */
  private boolean isAnyoneSilent(int round) {
    if (silent != null && firstSilent(state.assignments().tailMap(silent), round)) {
      return true;
    }
    return firstSilent(state.assignments(), round);
  }

  private boolean firstSilent(SortedMap<SlotId, ClusterId> among, int round) {
    for (SlotId slot : among.keySet()) {
      if (!slots.contains(slot) || slots.get(slot).vote().round() != round) {
        silent = slot;
        return true;
      }
    }
    return false;
  }

  private void start(SortedMap<ClusterId, SlotGroup> groups, int round, Instant at) {
    var clusters = new TreeMap<ClusterId, ClusterCentroid>();
    var assignments = new TreeMap<SlotId, ClusterId>();
    groups.forEach(
        (id, group) -> {
          int due = grouping.due(find(id).map(ClusterCentroid::due).orElse(0), group);
          clusters.put(id, new ClusterCentroid(id, group.centroid(), group.radius(), due));
          group.slots().forEach(slot -> assignments.put(slot, id));
          nextCluster = Math.max(nextCluster, id.value() + 1);
        });
    if (grouping.keepsPlaces()) {
      left.values().forEach(id -> find(id).ifPresent(old -> clusters.putIfAbsent(id, old)));
    }
    int epoch = state == null ? 1 : state.epoch() + 1;
    long number = state == null ? 1 : state.revision() + 1;
    state =
        new ClusterState(
            epoch,
            number,
            spec.baseModel(),
            List.copyOf(clusters.values()),
            assignments,
            Set.of(),
            at,
            round);
  }

  private Optional<ClusterCentroid> find(ClusterId id) {
    return state == null
        ? Optional.empty()
        : state.clusters().stream().filter(cluster -> cluster.id().equals(id)).findFirst();
  }

  private ClusterState revise(
      SortedMap<SlotId, ClusterId> assignments, Set<SlotId> parked, Instant at) {
    state = ClusterStateRevision.of(state, state.revision() + 1, assignments, parked, at);
    return state;
  }
}
