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
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
 * parked ones ask for it, the next epoch clusters all slots anew. Where slots are grouped by what
 * they say of their rounds, the next epoch starts when all have said it.
 */
public final class GlobalClustering {
  private final FederationSpec spec;
  private final Grouping grouping;
  private final SortedMap<SlotId, TaskEmbedding> slots = new TreeMap<>();
  private final Set<ClientId> absent = new TreeSet<>();
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

  /** What a slot announced last; empty where it did not. */
  public Optional<TaskEmbedding> announced(SlotId slot) {
    return Optional.ofNullable(slots.get(slot));
  }

  /** Something else is known of members than before: the state with its next number. */
  public Optional<ClusterState> revised(Instant at) {
    return state().map(known -> revise(new TreeMap<>(known.assignments()), parkedOf(known), at));
  }

  private static SortedSet<SlotId> parkedOf(ClusterState state) {
    return new TreeSet<>(state.parked());
  }

  /** Everyone who has announced a slot. */
  public Set<ClientId> clients() {
    var clients = new TreeSet<ClientId>();
    slots.keySet().forEach(slot -> clients.add(slot.client()));
    return clients;
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
    List<Group> groups = grouping.bootstrap(first);
    start(identified(groups, freshIds(groups.size())), 0, at);
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
    if (!wasAssigned && !wasParked) {
      return Optional.empty();
    }
    ClusterState without = revise(assignments, parked, at);
    return regrouped(at).or(() -> Optional.of(without));
  }

  /**
   * While slots are asked what to group them by, nobody waits for those of these clients, and none
   * of them belongs to a cluster: the new state, if it changed.
   */
  public Optional<ClusterState> absent(Set<ClientId> clients, Instant at) {
    absent.clear();
    absent.addAll(clients);
    if (state == null) {
      return Optional.empty();
    }
    long before = state.revision();
    var assignments = new TreeMap<>(state.assignments());
    if (assignments.keySet().removeIf(this::isAbsent)) {
      revise(assignments, new TreeSet<>(state.parked()), at);
    }
    settle(at);
    return state.revision() > before ? state() : Optional.empty();
  }

  private boolean isAbsent(SlotId slot) {
    return absent.contains(slot.client()) && grouping.asks(state).isPresent();
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
      if (!assignments.containsKey(slot) && !isAbsent(slot)) {
        grouping
            .home(slot, embedding.centroid(), state)
            .ifPresentOrElse(home -> assignments.put(slot, home), () -> parked.add(slot));
      }
    }
    if (grouping.needsEpoch(centroids(parked), state)) {
      List<Group> groups = grouping.again(centroids(slots.keySet()), state);
      start(identified(groups, EpochIds.match(state, groups, nextCluster)), state.round(), at);
      return state();
    }
    if (!assignments.equals(state.assignments()) || !parked.equals(state.parked())) {
      revise(assignments, parked, at);
      return regrouped(at).or(this::state);
    }
    return regrouped(at);
  }

  /** The next epoch, if all slots have said what they are to be grouped by. */
  private Optional<ClusterState> regrouped(Instant at) {
    OptionalInt asked = grouping.asks(state);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    var signatures = new TreeMap<SlotId, float[]>();
    for (SlotId slot : state.assignments().keySet()) {
      TaskEmbedding.Vote vote = slots.get(slot).vote();
      if (vote.round() != asked.getAsInt()) {
        return Optional.empty();
      }
      signatures.put(slot, vote.signature());
    }
    if (signatures.isEmpty()) {
      return Optional.empty();
    }
    var votes = new Votes(centroids(state.assignments().keySet()), signatures);
    start(grouping.regroup(votes, state, nextCluster), asked.getAsInt(), at);
    return state();
  }

  private void start(SortedMap<ClusterId, Group> groups, int round, Instant at) {
    var clusters = new ArrayList<ClusterCentroid>();
    var assignments = new TreeMap<SlotId, ClusterId>();
    groups.forEach(
        (id, group) -> {
          int due = grouping.due(due(id), group);
          clusters.add(new ClusterCentroid(id, group.centroid(), group.radius(), due));
          group.slots().forEach(slot -> assignments.put(slot, id));
          nextCluster = Math.max(nextCluster, id.value() + 1);
        });
    int epoch = state == null ? 1 : state.epoch() + 1;
    long revision = state == null ? 1 : state.revision() + 1;
    state =
        new ClusterState(
            epoch, revision, spec.baseModel(), clusters, assignments, Set.of(), at, round);
  }

  private int due(ClusterId id) {
    return state == null
        ? 0
        : state.clusters().stream()
            .filter(cluster -> cluster.id().equals(id))
            .mapToInt(ClusterCentroid::due)
            .findFirst()
            .orElse(0);
  }

  private static SortedMap<ClusterId, Group> identified(List<Group> groups, List<ClusterId> ids) {
    var identified = new TreeMap<ClusterId, Group>();
    for (int g = 0; g < groups.size(); g++) {
      identified.put(ids.get(g), groups.get(g));
    }
    return identified;
  }

  private ClusterState revise(
      SortedMap<SlotId, ClusterId> assignments, SortedSet<SlotId> parked, Instant at) {
    state = revision(state.revision() + 1, assignments, parked, at);
    return state;
  }

  private ClusterState revision(
      long number, SortedMap<SlotId, ClusterId> assignments, Set<SlotId> parked, Instant at) {
    return new ClusterState(
        state.epoch(),
        number,
        state.baseModel(),
        state.clusters().stream().map(cluster -> owing(cluster, assignments)).toList(),
        assignments,
        parked,
        at,
        state.round());
  }

  /** A cluster that has lost its last member owes nothing for the round that is under way. */
  private ClusterCentroid owing(ClusterCentroid cluster, SortedMap<SlotId, ClusterId> assignments) {
    boolean lost =
        state.assignments().containsValue(cluster.id()) && !assignments.containsValue(cluster.id());
    return lost && cluster.due() > 0
        ? new ClusterCentroid(cluster.id(), cluster.centroid(), cluster.radius(), cluster.due() - 1)
        : cluster;
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
