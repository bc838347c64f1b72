package io.tributary.aggregation.ledger;

import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.event.ClusterEvent.ChunkMeasured;
import io.tributary.schemas.event.ClusterEvent.ChunkMerged;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version in the making: its window is closed, its chunks are being measured or written.
 *
 * @param version to be published
 * @param choosing whether the strategy still has to choose among the contributions
 * @param contributions by slot, so that the order is that of the update ids
 * @param distances between them, of the chunks measured so far, by index
 * @param digests of the chunks written so far, by index
 * @param agreement of the contributors on those chunks, by index; none where no second moments are
 *     kept
 */
record Closing(
    int version,
    boolean choosing,
    SortedMap<SlotId, Contribution> contributions,
    SortedMap<Integer, Distances> distances,
    SortedMap<Integer, String> digests,
    SortedMap<Integer, List<TensorAgreement>> agreement) {

  static Closing of(int version, boolean choosing, SortedMap<SlotId, Contribution> contributions) {
    return new Closing(
        version, choosing, contributions, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Distances of one chunk are known. */
  void measured(ChunkMeasured measured) {
    double[] squares = measured.squares().stream().mapToDouble(Double::doubleValue).toArray();
    distances.put(measured.index(), new Distances(measured.updates(), squares));
  }

  /** One chunk is written. */
  void merged(ChunkMerged merged) {
    digests.put(merged.index(), merged.digest());
    if (!merged.agreement().isEmpty()) {
      agreement.put(merged.index(), merged.agreement());
    }
  }

  /** Keys of what is stored of it, but for the ledger's head. */
  List<String> keys() {
    var keys = new ArrayList<String>();
    distances.keySet().forEach(index -> keys.add(LedgerKeys.distances(index)));
    contributions.keySet().forEach(slot -> keys.add(LedgerKeys.part(version, slot)));
    agreement.keySet().forEach(index -> keys.add(LedgerKeys.agreement(index)));
    return keys;
  }

  /**
   * How far contributors agreed on each tensor. One that spans chunks adds up in their order, so
   * that the order in which they were written changes no bit.
   */
  List<TensorAgreement> agreed() {
    var tensors = new ArrayList<TensorAgreement>();
    for (List<TensorAgreement> chunk : agreement.values()) {
      for (TensorAgreement part : chunk) {
        int last = tensors.size() - 1;
        if (last >= 0 && tensors.get(last).sameTensor(part)) {
          tensors.set(last, tensors.get(last).plus(part));
        } else {
          tensors.add(part);
        }
      }
    }
    return tensors;
  }
}
