package io.tributary.infra.attack;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Places hostile clients in every cluster of a federation: each of their slots announces what an
 * honest member announced.
 *
 * @param share of all clients that is hostile, and of each cluster's members as nearly as whole
 *     slots allow; every cluster gets one at least
 */
public record Infiltration(double share) {
  private static final String NAME = "mallory-";

  /** The largest share: as many hostile clients as honest ones. */
  public static final double MOST = 0.5;

  public Infiltration {
    if (!(share > 0 && share <= MOST)) {
      throw new IllegalArgumentException(
          "the hostile share must be > 0 and <= " + MOST + ", was " + share);
    }
  }

  /** Returns the number of hostile clients beside so many honest ones, at least 1. */
  public int beside(int honest) {
    return (int) Math.max(1, Math.round(share / (1 - share) * honest));
  }

  /** Returns whether a client is one of the hostile clients. */
  public static boolean isHostile(ClientId client) {
    return client.value().startsWith(NAME);
  }

  /**
   * Returns the announcements of the hostile clients, in the order of their slots, not signed yet.
   * Slots of one cluster belong to different clients, as far as there are enough.
   *
   * @param announced announcements of honest slots
   * @param clients number of hostile clients
   * @param at time of the announcements
   */
  public List<TaskEmbedding> announcements(
      ClusterState state, Map<SlotId, TaskEmbedding> announced, int clients, Instant at) {
    SortedMap<ClusterId, List<TaskEmbedding>> members = new TreeMap<>();
    state
        .assignments()
        .forEach(
            (slot, cluster) -> {
              if (!isHostile(slot.client()) && announced.containsKey(slot)) {
                members.computeIfAbsent(cluster, c -> new ArrayList<>()).add(announced.get(slot));
              }
            });
    List<List<TaskEmbedding>> imitated = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      imitated.add(new ArrayList<>());
    }
    int next = 0;
    for (List<TaskEmbedding> honest : members.values()) {
      for (int i = 0; i < beside(honest.size()); i++) {
        imitated.get(next++ % clients).add(honest.get(i % honest.size()));
      }
    }
    List<TaskEmbedding> announcements = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      var id = new ClientId(NAME + client);
      List<TaskEmbedding> theirs = imitated.get(client);
      for (int index = 0; index < theirs.size(); index++) {
        announcements.add(like(theirs.get(index), new SlotId(id, index), theirs.size(), at));
      }
    }
    return announcements;
  }

  private static TaskEmbedding like(TaskEmbedding honest, SlotId slot, int slots, Instant at) {
    return new TaskEmbedding(
        slot,
        slots,
        honest.baseModel(),
        honest.samples(),
        honest.centroid(),
        honest.spread(),
        at,
        honest.vote());
  }
}
