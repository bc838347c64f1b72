package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;

/**
 * What a cluster's ledger tells each chunk's sums (topic {@code chunk-events}, key cluster/chunk).
 */
public sealed interface ChunkEvent {
  /** Whose sums. */
  ChunkKey key();

  /**
   * Add the waiting chunk of an update to a window's sum.
   *
   * @param version the version whose window takes it
   * @param weight integer weight units
   * @param clip factor on the payload before it is rounded to fixed point
   */
  record Apply(ChunkKey key, UpdateId update, int version, long weight, double clip)
      implements ChunkEvent {}

  /** Forget the waiting chunk of an update that was not accepted. */
  record Drop(ChunkKey key, UpdateId update) implements ChunkEvent {}

  /**
   * The window is closed: write the version's chunk.
   *
   * @param version to write; its base is the version before
   * @param divisor weight units that the sum is divided by
   */
  record Close(ChunkKey key, int version, long divisor) implements ChunkEvent {}
}
