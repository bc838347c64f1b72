package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.update.RecordBounds;
import java.util.List;
import java.util.Optional;

/**
 * A command from a cluster's ledger to the task that merges a chunk (topic {@code chunk-events}),
 * which answers with a {@link ChunkReply}. The record's key is cluster/chunk: the chunk that the
 * command is about, or the cluster's first where its task merges all of the cluster's chunks.
 */
public sealed interface ChunkCommand {
  /** The cluster and chunk that the command is about. */
  ChunkKey key();

  /**
   * Whether the command is about a window, and so for the task that merges it. One that is not is
   * about a chunk of an update, and for the task where that chunk arrived.
   */
  boolean isAboutWindow();

  /** Calls the visitor's method for this kind of command and returns its result. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of command, so that whoever branches over them handles all. */
  interface Visitor<R> {
    /** Add an accepted chunk to a window. */
    R apply(Apply apply);

    /** Inspect a released update's chunk again. */
    R inspect(Inspect inspect);

    /** Forget a waiting chunk. */
    R drop(Drop drop);

    /** Measure how far a closed window's updates are apart. */
    R measure(Measure measure);

    /** Write the chunk of a closed window's version. */
    R close(Close close);
  }

  /**
   * Add an accepted chunk of an update to a window. It says which bytes were accepted, since those
   * that wait may be gone or be others by now.
   *
   * @param version the version whose window takes it
   * @param contribution how it counts
   * @param offset of the chunk in its partition of {@code update-chunks}; -1: the one that waits
   * @param digest of its payload bytes; empty: the one that waits
   * @param author key that it is signed with; empty where records are not signed
   */
  record Apply(
      ChunkKey key,
      int version,
      Contribution contribution,
      long offset,
      String digest,
      Optional<ClientKey> author)
      implements ChunkCommand {
    public Apply {
      IdBounds.number("version to apply to", 0, version);
      RecordBounds.digest("digest of a chunk to apply", digest);
    }

    /** Creates the command for a chunk that is not signed. */
    public Apply(ChunkKey key, int version, Contribution contribution, long offset, String digest) {
      this(key, version, contribution, offset, digest, Optional.empty());
    }

    /** Returns the id of the update whose chunk is added. */
    public UpdateId update() {
      return contribution.update();
    }

    @Override
    public boolean isAboutWindow() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.apply(this);
    }
  }

  /**
   * Reads a chunk of a released update from the log again and reports it to the ledger. After the
   * update was rejected, none of its chunks waits any more.
   *
   * @param update the update that the chunk belongs to
   * @param offset of the chunk in its partition of {@code update-chunks}
   * @param digest of its payload bytes
   */
  record Inspect(ChunkKey key, UpdateId update, long offset, String digest)
      implements ChunkCommand {
    public Inspect {
      IdBounds.count("offset of a chunk to inspect", 0, offset);
      RecordBounds.digest("digest of a chunk to inspect", digest);
    }

    @Override
    public boolean isAboutWindow() {
      return false;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inspect(this);
    }
  }

  /**
   * Discards the waiting chunk of an update that was not accepted, or that another task merges.
   *
   * @param author key that the chunk is signed with; empty where records are not signed
   */
  record Drop(ChunkKey key, UpdateId update, Optional<ClientKey> author) implements ChunkCommand {
    /** Creates the command for a chunk that is not signed. */
    public Drop(ChunkKey key, UpdateId update) {
      this(key, update, Optional.empty());
    }

    @Override
    public boolean isAboutWindow() {
      return false;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drop(this);
    }
  }

  /**
   * Closes the window: the task writes the chunk of the new version.
   *
   * @param version the version to write; its base is the version before
   * @param divisor undiscounted weight units of the window
   * @param chosen the updates to merge, where the strategy chose among the window's; empty: all
   * @param limited contributions that count less than their acceptance stated
   */
  record Close(
      ChunkKey key, int version, long divisor, List<UpdateId> chosen, List<Contribution> limited)
      implements ChunkCommand {
    public Close {
      IdBounds.number("version to close", 0, version);
      chosen = List.copyOf(chosen);
      limited = List.copyOf(limited);
    }

    /** Creates the command for a window whose updates count as they were accepted. */
    public Close(ChunkKey key, int version, long divisor, List<UpdateId> chosen) {
      this(key, version, divisor, chosen, List.of());
    }

    @Override
    public boolean isAboutWindow() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.close(this);
    }
  }

  /**
   * Measures the distances between the updates of a closed window, among which the strategy
   * chooses.
   *
   * @param version the version that the window will make
   * @param updates the updates to measure, to the exclusion of all others; empty: all in the window
   * @param limited contributions that count less than their acceptance stated
   */
  record Measure(ChunkKey key, int version, List<UpdateId> updates, List<Contribution> limited)
      implements ChunkCommand {
    public Measure {
      IdBounds.number("version to measure", 0, version);
      updates = List.copyOf(updates);
      limited = List.copyOf(limited);
    }

    /** Creates the command for all updates of a window, as they were accepted. */
    public Measure(ChunkKey key, int version) {
      this(key, version, List.of(), List.of());
    }

    @Override
    public boolean isAboutWindow() {
      return true;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.measure(this);
    }
  }
}
