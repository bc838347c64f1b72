package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcome of a training.
 *
 * @param states members of each cluster, by the number of completed rounds at which the state began
 * @param slots announcement of every slot
 * @param versions each cluster's adapters by round
 * @param agreement of each cluster's newest version, tensor by tensor; empty where not measured
 * @param personal the adapters that clients would use themselves, by slot
 * @param gated pairs of adapters with a gate between them; empty for most methods
 * @param losses mean of the last loss of all slots' updates, by round from 1
 * @param setAside updates that did not count, with their reasons
 * @param bytesUp of all updates
 * @param trainSeconds in training steps, all clients together
 * @param wallSeconds of the whole training
 */
public record FederationOutcome(
    SortedMap<Integer, ClusterState> states,
    SortedMap<SlotId, TaskEmbedding> slots,
    SortedMap<ClusterId, SortedMap<Integer, LoraAdapter>> versions,
    SortedMap<ClusterId, List<TensorAgreement>> agreement,
    SortedMap<SlotId, LoraAdapter> personal,
    SortedMap<SlotId, GatedAdapters> gated,
    List<Double> losses,
    List<String> setAside,
    long bytesUp,
    double trainSeconds,
    double wallSeconds) {
  /** Returns the cluster state at the end. */
  public ClusterState state() {
    return states.get(states.lastKey());
  }

  /**
   * Returns the outcome as if training had ended after a round, from 1; personal adapters are the
   * last round's. A cluster that no round until then has changed has no adapter.
   */
  public FederationOutcome upTo(int round) {
    var earlier = new TreeMap<ClusterId, SortedMap<Integer, LoraAdapter>>();
    versions.forEach(
        (cluster, all) -> {
          if (all.firstKey() <= round) {
            earlier.put(cluster, all.headMap(round + 1));
          }
        });
    return new FederationOutcome(
        states.headMap(round),
        slots,
        earlier,
        agreement,
        personal,
        gated,
        losses,
        setAside,
        bytesUp,
        trainSeconds,
        wallSeconds);
  }
}
