package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.update.RecordBounds;
import io.tributary.schemas.update.UpdateManifest;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An event for a cluster's ledger, written by the aggregator's other tasks (topic {@code
 * cluster-events}, key cluster), or by people ({@link UpdateRuling}).
 */
public sealed interface ClusterEvent {
  /** The cluster whose ledger the event is for. */
  ClusterId cluster();

  /**
   * Who belongs to the cluster from now on.
   *
   * @param epoch clustering epoch
   * @param revision of the cluster state that says so
   * @param members by slot
   */
  record MembersChanged(
      ClusterId cluster, int epoch, long revision, SortedMap<SlotId, Member> members)
      implements ClusterEvent {
    public MembersChanged {
      IdBounds.number("epoch of members", 0, epoch);
      IdBounds.count("revision of members", 0, revision);
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** Creates the event for slots of which nothing more is known. */
    public MembersChanged(ClusterId cluster, int epoch, long revision, Collection<SlotId> slots) {
      this(cluster, epoch, revision, unknown(slots));
    }

    /** The slots of the cluster's members, ascending. */
    public SortedSet<SlotId> slots() {
      return new TreeSet<>(members.keySet());
    }

    private static SortedMap<SlotId, Member> unknown(Collection<SlotId> slots) {
      var members = new TreeMap<SlotId, Member>();
      slots.forEach(slot -> members.put(slot, Member.UNKNOWN));
      return members;
    }
  }

  /**
   * What a ledger must know of a member.
   *
   * @param key that its client signs with; empty where records are not signed
   * @param samples rows that its slot announced; 0 where that is not known
   */
  record Member(Optional<ClientKey> key, long samples) {
    /** A member of which nothing is known. */
    public static final Member UNKNOWN = new Member(Optional.empty(), 0);
  }

  /**
   * One chunk of an update has arrived and was looked at.
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
      implements ClusterEvent {
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

    /** The same of the chunk at an offset. */
    public ChunkInspected at(long where) {
      return new ChunkInspected(
          cluster, update, index, digest, payloadBytes, sumOfSquares, flaw, detail, where, author);
    }

    /** The same of a chunk that is signed. */
    public ChunkInspected by(Optional<ClientKey> signer) {
      return new ChunkInspected(
          cluster, update, index, digest, payloadBytes, sumOfSquares, flaw, detail, offset, signer);
    }
  }

  /**
   * A person blocked or unblocked a client, or all whose ids match a pattern.
   *
   * @param clients who
   * @param blocked whether their updates are set aside from now on
   * @param why for people
   * @param decided false if nothing is decided under this name any more, so that patterns hold for
   *     it again
   */
  record ClientPolicyChanged(
      ClusterId cluster, ClientPattern clients, boolean blocked, String why, boolean decided)
      implements ClusterEvent {
    public ClientPolicyChanged {
      RecordBounds.atMost("reason of a block", OperatorDecision.MAX_LENGTH, why);
    }

    /** A decision about one client. */
    public ClientPolicyChanged(ClusterId cluster, ClientId client, boolean blocked, String why) {
      this(cluster, ClientPattern.of(client), blocked, why, true);
    }
  }

  /**
   * What a person decided about an update in quarantine (topic {@code update-rulings}, key cluster;
   * older programs wrote it to {@code cluster-events}).
   */
  sealed interface UpdateRuling extends ClusterEvent {
    /** The id of the update that the decision is about. */
    UpdateId update();

    /** The operator's decision, with its author and reason. */
    OperatorDecision ruling();
  }

  /**
   * A person lets an update count after all.
   *
   * @param manifest as it was sent
   * @param topic where it was read first
   * @param partition of that topic, -1 if unknown
   * @param offset of the record, -1 if unknown
   * @param chunkOffsets where its chunks lie, in their order, each in the partition of its key;
   *     empty in records of older programs, which sent the chunks again in the same transaction
   * @param ruling whose decision
   */
  record UpdateReleased(
      UpdateManifest manifest,
      String topic,
      int partition,
      long offset,
      List<Long> chunkOffsets,
      OperatorDecision ruling)
      implements UpdateRuling {
    public UpdateReleased {
      RecordBounds.atMost("topic of a released update", RecordBounds.TOPIC, topic);
      chunkOffsets = List.copyOf(chunkOffsets);
      int chunks = manifest.chunkDigests().size();
      if (!chunkOffsets.isEmpty() && chunkOffsets.size() != chunks) {
        throw new IllegalArgumentException(
            "offsets of a released update's chunks must be "
                + chunks
                + ", one a chunk, were "
                + chunkOffsets.size());
      }
    }

    @Override
    public ClusterId cluster() {
      return manifest.base().cluster();
    }

    @Override
    public UpdateId update() {
      return manifest.id();
    }
  }

  /**
   * A person decided that an update in quarantine never counts.
   *
   * @param ruling whose decision
   */
  record UpdateDiscarded(ClusterId cluster, UpdateId update, OperatorDecision ruling)
      implements UpdateRuling {}

  /**
   * One chunk of a new version has been written.
   *
   * @param version of the cluster's adapter
   * @param index chunk index
   * @param digest of its payload bytes
   * @param agreement how far contributors agreed on the coordinates in this chunk, in their order;
   *     empty where no second moments are kept
   */
  record ChunkMerged(
      ClusterId cluster, int version, int index, String digest, List<TensorAgreement> agreement)
      implements ClusterEvent {
    public ChunkMerged {
      IdBounds.number("version of a merged chunk", 0, version);
      IdBounds.index("chunk index", index);
      RecordBounds.digest("digest of a merged chunk", digest);
      agreement = List.copyOf(agreement);
    }

    /** Of a merge that keeps no second moments. */
    public ChunkMerged(ClusterId cluster, int version, int index, String digest) {
      this(cluster, version, index, digest, List.of());
    }
  }

  /**
   * One chunk's part of the squared distances between a window's updates.
   *
   * @param version that the window will make
   * @param index chunk index
   * @param updates of the window, ascending
   * @param squares row after row of the triangle above the diagonal
   */
  record ChunkMeasured(
      ClusterId cluster, int version, int index, List<UpdateId> updates, List<Double> squares)
      implements ClusterEvent {
    public ChunkMeasured {
      IdBounds.number("version of a measured chunk", 0, version);
      IdBounds.index("chunk index", index);
      updates = List.copyOf(updates);
      squares = List.copyOf(squares);
    }
  }
}
