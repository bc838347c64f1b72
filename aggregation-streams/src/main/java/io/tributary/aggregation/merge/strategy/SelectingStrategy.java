package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A strategy that keeps some updates whole and drops the others. Each chunk's task measures its
 * part of the distances between updates; the ledger chooses; then each chunk's task merges the
 * chosen updates.
 */
public non-sealed interface SelectingStrategy extends MergeStrategy {
  @Override
  default <R> R accept(Visitor<R> visitor) {
    return visitor.selecting(this);
  }

  @Override
  default boolean selects() {
    return true;
  }

  @Override
  default boolean mergesWholeModules() {
    return false;
  }

  @Override
  default boolean makesSteps() {
    return true;
  }

  @Override
  default boolean incremental() {
    return false;
  }

  @Override
  default boolean orderFree() {
    return true;
  }

  /**
   * The squared distances between updates, over one chunk's coordinates.
   *
   * @param updates in ascending order
   * @param squares the triangle above the diagonal, row by row: (0,1), (0,2), .., (1,2), ..
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

    /**
     * Returns the distances over all coordinates: the sum of the chunks', added up in their order.
     */
    public static Distances sum(List<Distances> chunks) {
      List<UpdateId> updates = chunks.get(0).updates;
      double[] sum = chunks.get(0).squares.clone();
      for (Distances chunk : chunks.subList(1, chunks.size())) {
        if (!chunk.updates.equals(updates)) {
          throw new IllegalStateException(
              "every chunk must measure the same updates, were "
                  + updates
                  + " and "
                  + chunk.updates);
        }
        for (int pair = 0; pair < sum.length; pair++) {
          sum[pair] += chunk.squares[pair];
        }
      }
      return new Distances(updates, sum);
    }

    /** Returns the squared distance between two different updates, given by their indices. */
    public double between(int one, int other) {
      int n = updates.size();
      int low = Math.min(one, other);
      int high = Math.max(one, other);
      // Row low of the triangle begins after (n-1) + (n-2) + .. + (n-low) values.
      return squares[low * (2 * n - low - 1) / 2 + high - low - 1];
    }
  }

  /**
   * Returns one chunk's part of the distances.
   *
   * @param payloads of the window's updates, each with its clip factor, which is applied here
   */
  Distances measure(SortedMap<UpdateId, Clipped> payloads);

  /**
   * A payload with the factor that scales it down to the norm bound.
   *
   * @param clip in (0, 1]
   */
  record Clipped(FloatBuffer payload, double clip) {}

  /**
   * The facts about an update besides its distances.
   *
   * @param update id of the update
   * @param weight integer units, after the window's limits
   * @param norm L2 norm of its payload with its clip factor applied; 0 if it changes nothing, or if
   *     an operator released it: then it must not be used
   */
  record Counted(UpdateId update, long weight, double norm) {}

  /**
   * The chosen updates of a window.
   *
   * @param kept in ascending order, at least one
   * @param leftOut the reason for each of the others, for people
   */
  record Choice(List<UpdateId> kept, SortedMap<UpdateId, String> leftOut) {
    public Choice {
      kept = List.copyOf(kept);
      leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }
  }

  /**
   * Chooses among a window's updates; throws if there are too few to choose from.
   *
   * @param chunks the distances of every chunk, in the order of their indices
   * @param updates of the same window, in the order of the distances' updates
   */
  Choice choose(List<Distances> chunks, List<Counted> updates);

  /** Returns an accumulator for the chosen updates' payloads of such a chunk. */
  Accumulator open(ChunkShape shape);
}
