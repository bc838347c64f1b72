package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state from which a clustering continues after a restart.
 *
 * @param slots that were announced, in any order
 * @param state the newest, null before epoch 1
 * @param nextCluster the first id that no cluster ever had
 * @param left former clusters of slots whose clients have left and may come back
 */
public record ClusteringMemory(
    List<TaskEmbedding> slots, ClusterState state, int nextCluster, Map<SlotId, ClusterId> left) {
  /** The memory of a federation that has no slots yet. */
  public static final ClusteringMemory EMPTY = new ClusteringMemory(List.of(), null, 0, Map.of());

  public ClusteringMemory {
    slots = List.copyOf(slots);
    left = Map.copyOf(left);
  }

  /**
   * Returns the slots for which the federation has no room: the newest of those that the state does
   * not list. An older aggregator accepted all of them.
   */
  public List<SlotId> beyondRoom(FederationSpec spec) {
    var room = new SlotCapacity(spec);
    var taken = new AnnouncedSlots();
    var others = new ArrayList<TaskEmbedding>();
    for (TaskEmbedding embedding : slots) {
      if (isPlaced(embedding.slot())) {
        taken.put(embedding);
      } else {
        others.add(embedding);
      }
    }
    others.sort(Comparator.comparing(TaskEmbedding::computedAt).thenComparing(TaskEmbedding::slot));
    var beyond = new ArrayList<SlotId>();
    for (TaskEmbedding embedding : others) {
      if (room.whyFull(taken, embedding.slot()).isPresent()) {
        beyond.add(embedding.slot());
      } else {
        taken.put(embedding);
      }
    }
    return beyond;
  }

  /** Returns this memory without some slots. */
  public ClusteringMemory without(List<SlotId> gone) {
    var some = Set.copyOf(gone);
    return new ClusteringMemory(
        slots.stream().filter(embedding -> !some.contains(embedding.slot())).toList(),
        state,
        nextCluster,
        left);
  }

  private boolean isPlaced(SlotId slot) {
    return state != null
        && (state.assignments().containsKey(slot) || state.parked().contains(slot));
  }
}
