package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.update.RecordBounds;
import java.util.List;
import java.util.Optional;

/**
 * A merge task's message to a cluster's ledger about one chunk (topic {@code cluster-events}): the
 * counterpart of {@link ChunkCommand}.
 *
 * <ul>
 *   <li>{@link ChunkCommand.Inspect}, or a chunk that arrives: {@link ChunkInspected};
 *   <li>{@link ChunkCommand.Measure}: {@link ChunkMeasured};
 *   <li>{@link ChunkCommand.Close}: {@link ChunkMerged};
 *   <li>{@link ChunkCommand.Apply} and {@link ChunkCommand.Drop} have no reply.
 * </ul>
 */
public sealed interface ChunkReply extends ClusterEvent {
  /** The index of the chunk among its cluster's. */
  int index();

  /** The chunk that the reply is about. */
  default ChunkKey key() {
    return new ChunkKey(cluster(), index());
  }

  /**
   * One chunk of an update was inspected: on its arrival, and again where {@link
   * ChunkCommand.Inspect} asks for it.
   *
   * @param index chunk index
   * @param digest of its payload bytes
   * @param payloadBytes its size
   * @param sumOfSquares of its values, in double, in index order
   * @param flaw what is wrong with its values, or {@link RejectReason#NONE}
   * @param detail the flaw for people
   * @param offset where it lies in its partition of {@code update-chunks}; -1: unknown
   * @param author key that it is signed with; empty where records are not signed
   */
  record ChunkInspected(
      ClusterId cluster,
      UpdateId update,
      int index,
      String digest,
      int payloadBytes,
      double sumOfSquares,
      RejectReason flaw,
      String detail,
      long offset,
      Optional<ClientKey> author)
      implements ChunkReply {
    public ChunkInspected {
      IdBounds.index("chunk index", index);
      RecordBounds.digest("digest of an inspected chunk", digest);
      detail = RecordBounds.detail(detail);
    }

    /** Creates the inspection of a chunk whose offset is not known yet. */
    public ChunkInspected(
        ClusterId cluster,
        UpdateId update,
        int index,
        String digest,
        int payloadBytes,
        double sumOfSquares,
        RejectReason flaw,
        String detail) {
      this(
          cluster,
          update,
          index,
          digest,
          payloadBytes,
          sumOfSquares,
          flaw,
          detail,
          -1,
          Optional.empty());
    }

    /** Returns this reply about the chunk at an offset. */
    public ChunkInspected at(long where) {
      return new ChunkInspected(
          cluster, update, index, digest, payloadBytes, sumOfSquares, flaw, detail, where, author);
    }

    /** Returns this reply with the key that signed the chunk, if one did. */
    public ChunkInspected by(Optional<ClientKey> signer) {
      return new ChunkInspected(
          cluster, update, index, digest, payloadBytes, sumOfSquares, flaw, detail, offset, signer);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inspected(this);
    }
  }

  /**
   * One chunk's part of the squared distances between a window's updates: the reply to {@link
   * ChunkCommand.Measure}.
   *
   * @param version that the window will make
   * @param index chunk index
   * @param updates of the window, ascending
   * @param squares row after row of the triangle above the diagonal
   */
  record ChunkMeasured(
      ClusterId cluster, int version, int index, List<UpdateId> updates, List<Double> squares)
      implements ChunkReply {
    public ChunkMeasured {
      IdBounds.number("version of a measured chunk", 0, version);
      IdBounds.index("chunk index", index);
      updates = List.copyOf(updates);
      squares = List.copyOf(squares);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.measured(this);
    }
  }

  /**
   * One chunk of a new version has been written: the reply to {@link ChunkCommand.Close}.
   *
   * @param version of the cluster's adapter
   * @param index chunk index
   * @param digest of its payload bytes
   * @param agreement how far contributors agreed on the coordinates in this chunk, in their order;
   *     empty where no second moments are kept
   */
  record ChunkMerged(
      ClusterId cluster, int version, int index, String digest, List<TensorAgreement> agreement)
      implements ChunkReply {
    public ChunkMerged {
      IdBounds.number("version of a merged chunk", 0, version);
      IdBounds.index("chunk index", index);
      RecordBounds.digest("digest of a merged chunk", digest);
      agreement = List.copyOf(agreement);
    }

    /** Creates the reply about a merge that keeps no second moments. */
    public ChunkMerged(ClusterId cluster, int version, int index, String digest) {
      this(cluster, version, index, digest, List.of());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.merged(this);
    }
  }
}
