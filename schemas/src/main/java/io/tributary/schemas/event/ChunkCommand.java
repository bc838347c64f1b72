package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.update.RecordBounds;
import java.util.List;
import java.util.Optional;

/**
 * An order from a cluster's ledger to the task that sums a chunk (topic {@code chunk-events}). The
 * record's key is cluster/chunk: the chunk that the order is about, or the cluster's first where
 * its task merges all of the cluster's chunks.
 */
public sealed interface ChunkCommand {
  /** The cluster and chunk whose sums the command is about. */
  ChunkKey key();

  /**
   * Add an accepted chunk of an update to a window. It says which bytes were accepted, since those
   * that wait may be gone or be others by now.
   *
   * @param version the version whose window takes it
   * @param part how it counts
   * @param offset of the chunk in its partition of {@code update-chunks}; -1: the one that waits
   * @param digest of its payload bytes; empty: the one that waits
   * @param author key that it is signed with; empty where records are not signed
   */
  record Apply(
      ChunkKey key,
      int version,
      Contribution part,
      long offset,
      String digest,
      Optional<ClientKey> author)
      implements ChunkCommand {
    public Apply {
      IdBounds.number("version to apply to", 0, version);
      RecordBounds.digest("digest of a chunk to apply", digest);
    }

    /** Creates the order for a chunk that is not signed. */
    public Apply(ChunkKey key, int version, Contribution part, long offset, String digest) {
      this(key, version, part, offset, digest, Optional.empty());
    }

    /** The id of the update whose chunk is added. */
    public UpdateId update() {
      return part.update();
    }
  }

  /**
   * Read a chunk of the log again, whose update a person has released, and tell the ledger what it
   * is: after the update was refused, none of its chunks waits any more.
   *
   * @param update whose chunk
   * @param offset of the chunk in its partition of {@code update-chunks}
   * @param digest of its payload bytes
   */
  record Inspect(ChunkKey key, UpdateId update, long offset, String digest)
      implements ChunkCommand {
    public Inspect {
      IdBounds.count("offset of a chunk to inspect", 0, offset);
      RecordBounds.digest("digest of a chunk to inspect", digest);
    }
  }

  /**
   * Forget the waiting chunk of an update that was not accepted, or that another task merges.
   *
   * @param author key that it is signed with; empty where records are not signed
   */
  record Drop(ChunkKey key, UpdateId update, Optional<ClientKey> author) implements ChunkCommand {
    /** A chunk that is not signed. */
    public Drop(ChunkKey key, UpdateId update) {
      this(key, update, Optional.empty());
    }
  }

  /**
   * The window is closed: write the version's chunk.
   *
   * @param version to write; its base is the version before
   * @param divisor undiscounted weight units of the window
   * @param chosen the updates to merge, where the strategy chose among the window's; empty: all
   * @param limited how updates of the window count that count less than their acceptance said
   */
  record Close(
      ChunkKey key, int version, long divisor, List<UpdateId> chosen, List<Contribution> limited)
      implements ChunkCommand {
    public Close {
      IdBounds.number("version to close", 0, version);
      chosen = List.copyOf(chosen);
      limited = List.copyOf(limited);
    }

    /** Creates the order for a window whose updates count as they were accepted. */
    public Close(ChunkKey key, int version, long divisor, List<UpdateId> chosen) {
      this(key, version, divisor, chosen, List.of());
    }
  }

  /**
   * The window is closed, and its updates must be chosen among: measure how far apart they are.
   *
   * @param version that the window will make
   * @param updates to measure, so that nothing else gets in; empty: all that the window holds
   * @param limited how updates of the window count that count less than their acceptance said
   */
  record Measure(ChunkKey key, int version, List<UpdateId> updates, List<Contribution> limited)
      implements ChunkCommand {
    public Measure {
      IdBounds.number("version to measure", 0, version);
      updates = List.copyOf(updates);
      limited = List.copyOf(limited);
    }

    /** Creates the order for all updates of a window, as they were accepted. */
    public Measure(ChunkKey key, int version) {
      this(key, version, List.of(), List.of());
    }
  }
}
