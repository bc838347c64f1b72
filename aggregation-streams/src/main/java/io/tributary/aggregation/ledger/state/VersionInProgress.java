package io.tributary.aggregation.ledger.state;

import io.tributary.aggregation.merge.strategy.SelectingStrategy.Counted;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.event.ChunkReply.ChunkMeasured;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version in progress: its window is closed, its chunks are being measured or written.
 *
 * @param version to be published
 * @param choosing whether the strategy still has to choose among the contributions
 * @param contributions by slot, so that the order is that of the update ids
 * @param norms L2 norms of their payloads before clipping, by slot, while they are chosen among;
 *     none of an update that changes nothing or that an operator released
 * @param distances between them, of the chunks measured so far, by index
 * @param digests of the chunks written so far, by index
 * @param agreement of the contributors on those chunks, by index; none where no second moments are
 *     kept
 */
public record VersionInProgress(
    int version,
    boolean choosing,
    SortedMap<SlotId, Contribution> contributions,
    SortedMap<SlotId, Double> norms,
    SortedMap<Integer, Distances> distances,
    SortedMap<Integer, String> digests,
    SortedMap<Integer, List<TensorAgreement>> agreement) {

  /** Creates a version whose updates are still to be chosen. */
  public static VersionInProgress choosing(
      int version, SortedMap<SlotId, Contribution> contributions, SortedMap<SlotId, Double> norms) {
    return of(version, true, contributions, norms);
  }

  /** Creates a version whose contributions all count. */
  public static VersionInProgress merging(
      int version, SortedMap<SlotId, Contribution> contributions) {
    return of(version, false, contributions, new TreeMap<>());
  }

  private static VersionInProgress of(
      int version,
      boolean choosing,
      SortedMap<SlotId, Contribution> contributions,
      SortedMap<SlotId, Double> norms) {
    return new VersionInProgress(
        version, choosing, contributions, norms, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /**
   * Returns the facts about each contribution for a strategy that chooses, in the order of the
   * updates.
   */
  public List<Counted> counted() {
    return contributions.values().stream()
        .map(
            counts ->
                new Counted(
                    counts.update(),
                    counts.weight(),
                    counts.clip() * norms.getOrDefault(counts.update().slot(), 0.0)))
        .toList();
  }

  /** Returns whether these are the missing distances of a chunk. */
  public boolean awaits(ChunkMeasured measured) {
    return choosing && version == measured.version() && !distances.containsKey(measured.index());
  }

  /** Returns whether this is a missing chunk. */
  public boolean awaits(ChunkMerged merged) {
    return !choosing && version == merged.version() && !digests.containsKey(merged.index());
  }

  /** Distances of one chunk are known: of them, those between the window's own updates. */
  public void measured(ChunkMeasured measured) {
    var own = new HashSet<UpdateId>();
    contributions.values().forEach(contribution -> own.add(contribution.update()));
    List<UpdateId> all = measured.updates();
    var squares = new ArrayList<Double>();
    int at = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++, at++) {
        if (own.contains(all.get(i)) && own.contains(all.get(j))) {
          squares.add(measured.squares().get(at));
        }
      }
    }
    distances.put(
        measured.index(),
        new Distances(
            all.stream().filter(own::contains).toList(),
            squares.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Indices of the chunks whose tasks have replied to the command that is out. */
  public Set<Integer> answered() {
    return Set.copyOf(choosing ? distances.keySet() : digests.keySet());
  }

  /** Number of chunks whose tasks have replied to the command that is out. */
  public int replies() {
    return choosing ? distances.size() : digests.size();
  }

  /** One chunk is written. */
  public void merged(ChunkMerged merged) {
    digests.put(merged.index(), merged.digest());
    if (!merged.agreement().isEmpty()) {
      agreement.put(merged.index(), merged.agreement());
    }
  }

  /** Returns the keys of its stored entries, except the ledger's head. */
  public List<String> keys() {
    var keys = new ArrayList<String>();
    distances.keySet().forEach(index -> keys.add(LedgerKeys.distances(index)));
    contributions.keySet().forEach(slot -> keys.add(LedgerKeys.contribution(version, slot)));
    agreement.keySet().forEach(index -> keys.add(LedgerKeys.agreement(index)));
    return keys;
  }

  /**
   * Returns how far contributors agreed on each tensor. A tensor that spans chunks is added up in
   * their order, so that the order in which they were written changes no bit.
   */
  public List<TensorAgreement> agreed() {
    var tensors = new ArrayList<TensorAgreement>();
    for (List<TensorAgreement> chunk : agreement.values()) {
      for (TensorAgreement own : chunk) {
        int last = tensors.size() - 1;
        if (last >= 0 && tensors.get(last).sameTensor(own)) {
          tensors.set(last, tensors.get(last).plus(own));
        } else {
          tensors.add(own);
        }
      }
    }
    return tensors;
  }
}
