package io.tributary.worker.slot;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding.GroupingSignal;
import io.tributary.worker.exchange.FederationState;
import io.tributary.worker.exchange.FederationState.BaseAdapter;
import io.tributary.worker.state.SlotMemory;
import java.util.List;

/**
 * Computes the grouping signals of a client's slots about completed rounds, where the stream groups
 * slots by signals.
 */
public final class GroupingSignals {
  private static final String UPDATE = "vote.update";

  private final FederationSpec spec;
  private final SlotRounds rounds;

  public GroupingSignals(FederationSpec spec, SlotRounds rounds) {
    this.spec = spec;
    this.rounds = rounds;
  }

  /**
   * Returns the grouping signal of a slot, after some rounds.
   *
   * @param over number of completed rounds
   */
  public GroupingSignal of(
      int slot, int over, SlotMemory memory, ClusterState state, FederationState federationState) {
    return new GroupingSignal(
        over,
        spec.clustering().mode() == ClusteringSettings.Mode.LOSSES
            ? losses(slot, memory, state, federationState)
            : memory
                .vector(UPDATE, spec.signatureSize())
                .orElseGet(() -> new float[spec.signatureSize()]));
  }

  /**
   * Adds to a slot's memory what its next grouping signal needs: the change of B of the last target
   * module.
   */
  public SlotMemory remembering(SlotMemory memory, LoraAdapter base, LoraAdapter shared) {
    if (spec.clustering().mode() != ClusteringSettings.Mode.UPDATES) {
      return memory;
    }
    AdapterLayout layout = spec.layout();
    int from = layout.offsetOfB(layout.targetModules().size() - 1);
    float[] moved = new float[spec.signatureSize()];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = shared.values()[from + i] - base.values()[from + i];
    }
    return memory.with(UPDATE, moved);
  }

  /**
   * Returns the adapter that a slot's next round starts from: its cluster's adapter, or, in the
   * first round of a group that was split off, the adapter that all slots had in common until then.
   */
  public BaseAdapter start(
      BaseAdapter baseAdapter, SlotMemory memory, FederationState federationState) {
    boolean first = baseAdapter.version().version() == 0;
    return first && spec.clustering().mode() == ClusteringSettings.Mode.UPDATES
        ? memory.cluster().map(federationState::newest).orElse(baseAdapter)
        : baseAdapter;
  }

  private float[] losses(
      int slot, SlotMemory memory, ClusterState state, FederationState federationState) {
    List<ClusterCentroid> clusters = state.clusters();
    float[] losses = new float[clusters.size()];
    for (int k = 0; k < losses.length; k++) {
      losses[k] = (float) rounds.loss(slot, federationState.newest(clusters.get(k).id()), memory);
    }
    return losses;
  }
}
