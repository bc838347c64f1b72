package io.tributary.aggregation.cluster.crowd;

import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds which slots have neighbours: slots of other clients that are as near as slots of one task
 * are.
 *
 * <p>The number of clients that a cluster needs depends on what is usual. Where most clients have
 * neighbours, a slot that has none is an outlier, and so are slots that few clients share: a
 * cluster needs two clients, and in a large federation a quarter of the outlier share, so that so
 * many outliers get four clusters at most; never more than half of what the median client has.
 * Where the median client shares its task with two others at most, standing alone is usual, and one
 * client is enough.
 *
 * <p>Its limits: a task that only one honest client has, among clients that share theirs, looks
 * like an outlier and waits for a second client; and hostile clients that are as many as a cluster
 * needs, and near each other, look like a task, and get a cluster of their own.
 */
public final class SlotNeighbours {
  /**
   * The distance below which centroids of slots belong to one task; those of two tasks are farther
   * apart.
   */
  public static final double TASK_REACH = 0.3;

  private final SortedMap<SlotId, Integer> clientsNear = new TreeMap<>();
  private final int usual;
  private final int needed;

  private SlotNeighbours(Map<SlotId, Integer> clientsNear, double outlierShare) {
    this.clientsNear.putAll(clientsNear);
    usual = median(clientsNear);
    needed = needed(usual, clients(clientsNear.keySet()), outlierShare);
  }

  /**
   * Measures all distances; it is meant for hundreds of slots.
   *
   * @param slots centroids of embeddings of length 1, by slot; at least one
   * @param outlierShare share of clients that must not decide
   */
  public static SlotNeighbours of(SortedMap<SlotId, float[]> slots, double outlierShare) {
    List<SlotId> ids = new ArrayList<>(slots.keySet());
    List<HashSet<ClientId>> near = new ArrayList<>();
    for (int a = 0; a < ids.size(); a++) {
      near.add(new HashSet<>(List.of(ids.get(a).client())));
      for (int b = 0; b < a; b++) {
        if (VectorGeometry.distance(slots.get(ids.get(a)), slots.get(ids.get(b))) < TASK_REACH) {
          near.get(a).add(ids.get(b).client());
          near.get(b).add(ids.get(a).client());
        }
      }
    }
    var counts = new HashMap<SlotId, Integer>();
    for (int a = 0; a < ids.size(); a++) {
      counts.put(ids.get(a), near.get(a).size());
    }
    return new SlotNeighbours(counts, outlierShare);
  }

  /**
   * Returns how many clients a cluster needs, given the existing clusters, in which each slot's
   * neighbours are the clients of its own cluster.
   */
  public static int neededBeside(
      Collection<? extends Collection<SlotId>> clusters, int clients, double outlierShare) {
    var counts = new HashMap<SlotId, Integer>();
    for (Collection<SlotId> cluster : clusters) {
      int size = clients(cluster);
      cluster.forEach(slot -> counts.put(slot, size));
    }
    return needed(median(counts), clients, outlierShare);
  }

  /** Returns how many clients a cluster needs, itself included. */
  public int needed() {
    return needed;
  }

  /** Returns how many clients are near the median client, itself included. */
  public int usual() {
    return usual;
  }

  /** Returns whether enough clients are near the slot. */
  public boolean has(SlotId slot) {
    return clientsNear.get(slot) >= needed;
  }

  /** Returns how many clients some slots belong to. */
  public static int clients(Collection<SlotId> slots) {
    var clients = new HashSet<ClientId>();
    slots.forEach(slot -> clients.add(slot.client()));
    return clients.size();
  }

  private static int needed(int usual, int clients, double outlierShare) {
    int large = Math.max(2, (int) Math.ceil(clients * outlierShare / 4));
    return Math.max(1, Math.min(large, usual / 2));
  }

  /**
   * Returns the median over clients of the number of near clients, each at the slot where it has
   * most.
   */
  private static int median(Map<SlotId, Integer> clientsNear) {
    var most = new HashMap<ClientId, Integer>();
    clientsNear.forEach((slot, count) -> most.merge(slot.client(), count, Math::max));
    int[] sorted = most.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
