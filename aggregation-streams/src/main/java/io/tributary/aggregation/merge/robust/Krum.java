package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.linear.UniformMean;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the update, or the m updates, with the smallest sum of squared distances to its n - f - 2
 * nearest others, and merges the kept ones with equal weight.
 *
 * <p>Krum and Multi-Krum, Blanchard et al. 2017; ALGORITHMS.md, "Robust means". A window must have
 * n &gt;= 2 f + 3 updates. Distances are between clipped payloads of whole adapters; weights are
 * ignored. Inside one cluster only: across tasks it deletes minorities.
 *
 * @param name in configuration
 * @param byzantine f, updates that may be arbitrarily wrong
 * @param kept m; 0: n - f
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record Krum(String name, int byzantine, int kept, int maxParts)
    implements SelectingStrategy {

  /** Returns Krum itself, which keeps the one update of the lowest score. */
  public static Krum one(int byzantine, int maxParts) {
    return new Krum("krum", byzantine, 1, maxParts);
  }

  /** Returns Multi-Krum, which keeps m updates, or n - f if m is 0. */
  public static Krum multi(int byzantine, int kept, int maxParts) {
    return new Krum("multi-krum", byzantine, kept, maxParts);
  }

  /** Returns 2 f + 3, or more if that is necessary to keep m updates that are not wrong. */
  @Override
  public int minParts() {
    return Math.max(2 * byzantine + 3, kept + byzantine);
  }

  @Override
  public Distances measure(SortedMap<UpdateId, Clipped> payloads) {
    return PairDistances.of(payloads);
  }

  @Override
  public Choice choose(List<Distances> chunks, List<Counted> counted) {
    int updates = chunks.get(0).updates().size();
    if (updates < minParts()) {
      throw new IllegalStateException(
          name
              + " with merge.byzantine "
              + byzantine
              + " must have at least "
              + minParts()
              + " updates, had "
              + updates
              + ": close windows later or lower merge.byzantine");
    }
    List<UpdateId> chosen =
        new KrumSelection(byzantine, kept == 0 ? updates - byzantine : kept).choose(chunks);
    var leftOut = new TreeMap<UpdateId, String>();
    for (UpdateId update : chunks.get(0).updates()) {
      if (!chosen.contains(update)) {
        leftOut.put(update, chosen.size() + " others are nearer to their neighbours");
      }
    }
    return new Choice(chosen, leftOut);
  }

  @Override
  public Accumulator open(ChunkShape shape) {
    var mean = new UniformMean(name);
    return mean.over(shape, new long[mean.stateLength(shape)]);
  }
}
