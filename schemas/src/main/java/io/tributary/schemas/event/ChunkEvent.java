package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import java.util.List;

/**
 * What a cluster's ledger tells each chunk's sums (topic {@code chunk-events}). The record's key is
 * cluster/chunk: the chunk that the order is about, or the cluster's first where its task merges
 * all of the cluster's chunks.
 */
public sealed interface ChunkEvent {
  /** Whose sums. */
  ChunkKey key();

  /**
   * Add an accepted chunk of an update to a window. It says which bytes were accepted, since those
   * that wait may be gone or be others by now.
   *
   * @param version the version whose window takes it
   * @param part how it counts
   * @param offset of the chunk in its partition of {@code update-chunks}; -1: the one that waits
   * @param digest of its payload bytes; empty: the one that waits
   */
  record Apply(ChunkKey key, int version, Contribution part, long offset, String digest)
      implements ChunkEvent {
    /** Which update. */
    public UpdateId update() {
      return part.update();
    }
  }

  /** Forget the waiting chunk of an update that was not accepted, or that another task merges. */
  record Drop(ChunkKey key, UpdateId update) implements ChunkEvent {}

  /**
   * The window is closed: write the version's chunk.
   *
   * @param version to write; its base is the version before
   * @param divisor undiscounted weight units of the window
   * @param chosen the updates to merge, where the strategy chose among the window's; empty: all
   */
  record Close(ChunkKey key, int version, long divisor, List<UpdateId> chosen)
      implements ChunkEvent {
    public Close {
      chosen = List.copyOf(chosen);
    }
  }

  /**
   * The window is closed, and its updates must be chosen among: measure how far apart they are.
   *
   * @param version that the window will make
   */
  record Measure(ChunkKey key, int version) implements ChunkEvent {}
}
