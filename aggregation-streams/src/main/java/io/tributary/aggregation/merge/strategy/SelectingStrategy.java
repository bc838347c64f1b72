package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SortedMap;

/**
 * A strategy that keeps some updates whole and drops the others. Each chunk's task measures its
 * part of the distances between updates; one place chooses; then each chunk's task merges the
 * chosen.
 */
public non-sealed interface SelectingStrategy extends MergeStrategy {
  @Override
  default boolean incremental() {
    return false;
  }

  @Override
  default boolean orderFree() {
    return true;
  }

  /**
   * Squared distances between updates, over one chunk's coordinates.
   *
   * @param updates in ascending order
   * @param squares row after row of the triangle above the diagonal: (0,1), (0,2), .., (1,2), ..
   */
  record Distances(List<UpdateId> updates, double[] squares) {
    public Distances {
      updates = List.copyOf(updates);
      int n = updates.size();
      if (squares.length != n * (n - 1) / 2) {
        throw new IllegalArgumentException(
            n + " updates have " + n * (n - 1) / 2 + " distances, were " + squares.length);
      }
    }
  }

  /**
   * One chunk's part of the distances.
   *
   * @param payloads of the window's updates, each with its clip factor applied here
   */
  Distances measure(SortedMap<UpdateId, Clipped> payloads);

  /**
   * A payload and the factor that brings it within the norm bound.
   *
   * @param clip in (0, 1]
   */
  record Clipped(FloatBuffer payload, double clip) {}

  /**
   * The updates to keep, in ascending order; throws if there are too few to choose from.
   *
   * @param chunks the distances of every chunk, in the order of their indices
   */
  List<UpdateId> choose(List<Distances> chunks);

  /** Merges the chosen updates' payloads of such a chunk. */
  Accumulator open(ChunkShape shape);
}
