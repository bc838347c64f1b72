package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * All slots of a federation and the clusters they form, epoch by epoch.
 *
 * <p>Epoch 1 starts when enough clients have announced all their slots, and clusters the slots of
 * exactly those clients; its centroids stay. Later slots join a cluster or are parked; when the
 * parked ones ask for it, the next epoch clusters all slots anew.
 */
public final class GlobalClustering {
  private final FederationSpec spec;
  private final Grouping grouping;
  private final SortedMap<SlotId, TaskEmbedding> slots = new TreeMap<>();
  private ClusterState state;
  private int nextCluster;

  /** No slot is known yet. */
  public GlobalClustering(FederationSpec spec) {
    this.spec = spec;
    grouping = Grouping.of(spec.clustering());
  }

  /**
   * The clustering as it was.
   *
   * @param state the newest, null before epoch 1
   * @param nextCluster the first id that no cluster ever had
   */
  public GlobalClustering(
      FederationSpec spec, List<TaskEmbedding> slots, ClusterState state, int nextCluster) {
    this(spec);
    slots.forEach(embedding -> this.slots.put(embedding.slot(), embedding));
    this.state = state;
    this.nextCluster = nextCluster;
  }

  /** The newest state, empty before epoch 1. */
  public Optional<ClusterState> state() {
    return Optional.ofNullable(state);
  }

  /** The first id that no cluster ever had. */
  public int nextCluster() {
    return nextCluster;
  }

  /** A slot was announced, for the first time or again: the new state, if it changed. */
  public Optional<ClusterState> announce(TaskEmbedding embedding, Instant at) {
    slots.put(embedding.slot(), embedding);
    if (state != null) {
      return settle(at);
    }
    Set<ClientId> complete = completeClients();
    if (complete.size() < spec.clustering().bootstrapClients()) {
      return Optional.empty();
    }
    var first = centroids(slots.keySet());
    first.keySet().removeIf(slot -> !complete.contains(slot.client()));
    start(1, grouping.bootstrap(first), 0, at);
    settle(at);
    // However many steps it took, this is the first state that anyone sees.
    state = revision(1, state.assignments(), state.parked(), at);
    return state();
  }

  /** A slot is gone: the new state, if it changed. */
  public Optional<ClusterState> withdraw(SlotId slot, Instant at) {
    if (slots.remove(slot) == null || state == null) {
      return Optional.empty();
    }
    var assignments = new TreeMap<>(state.assignments());
    var parked = new TreeSet<>(state.parked());
    boolean wasAssigned = assignments.remove(slot) != null;
    boolean wasParked = parked.remove(slot);
    return wasAssigned || wasParked
        ? Optional.of(revise(assignments, parked, at))
        : Optional.empty();
  }

  private Set<ClientId> completeClients() {
    var announced = new HashMap<ClientId, Integer>();
    slots.keySet().forEach(slot -> announced.merge(slot.client(), 1, Integer::sum));
    var complete = new TreeSet<ClientId>();
    for (TaskEmbedding embedding : slots.values()) {
      ClientId client = embedding.slot().client();
      if (announced.get(client) >= embedding.clientSlots()) {
        complete.add(client);
      }
    }
    return complete;
  }

  /** Finds a place for every slot that has none. */
  private Optional<ClusterState> settle(Instant at) {
    var assignments = new TreeMap<>(state.assignments());
    var parked = new TreeSet<SlotId>();
    for (TaskEmbedding embedding : slots.values()) {
      SlotId slot = embedding.slot();
      if (!assignments.containsKey(slot)) {
        grouping
            .home(slot, embedding.centroid(), state)
            .ifPresentOrElse(home -> assignments.put(slot, home), () -> parked.add(slot));
      }
    }
    if (grouping.needsEpoch(centroids(parked), state)) {
      SortedMap<SlotId, float[]> all = centroids(slots.keySet());
      start(state.epoch() + 1, grouping.again(all, state), state.revision(), at);
      return state();
    }
    return assignments.equals(state.assignments()) && parked.equals(state.parked())
        ? Optional.empty()
        : Optional.of(revise(assignments, parked, at));
  }

  private void start(int epoch, List<Group> groups, long revision, Instant at) {
    List<ClusterId> ids =
        state == null ? freshIds(groups.size()) : EpochIds.match(state, groups, nextCluster);
    var clusters = new ArrayList<ClusterCentroid>();
    var assignments = new TreeMap<SlotId, ClusterId>();
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      ClusterId id = ids.get(g);
      clusters.add(new ClusterCentroid(id, group.centroid(), group.radius()));
      group.slots().forEach(slot -> assignments.put(slot, id));
      nextCluster = Math.max(nextCluster, id.value() + 1);
    }
    clusters.sort(Comparator.comparing(ClusterCentroid::id));
    state =
        new ClusterState(
            epoch, revision + 1, spec.baseModel(), clusters, assignments, Set.of(), at);
  }

  private ClusterState revise(
      SortedMap<SlotId, ClusterId> assignments, SortedSet<SlotId> parked, Instant at) {
    state = revision(state.revision() + 1, assignments, parked, at);
    return state;
  }

  private ClusterState revision(
      long number, SortedMap<SlotId, ClusterId> assignments, Set<SlotId> parked, Instant at) {
    return new ClusterState(
        state.epoch(), number, state.baseModel(), state.clusters(), assignments, parked, at);
  }

  private SortedMap<SlotId, float[]> centroids(Iterable<SlotId> of) {
    var centroids = new TreeMap<SlotId, float[]>();
    of.forEach(slot -> centroids.put(slot, slots.get(slot).centroid()));
    return centroids;
  }

  private static List<ClusterId> freshIds(int count) {
    return IntStream.range(0, count).mapToObj(ClusterId::new).toList();
  }
}
