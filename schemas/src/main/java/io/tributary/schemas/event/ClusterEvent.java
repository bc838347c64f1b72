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
import java.util.function.Function;

/**
 * An event for a cluster's ledger (topic {@code cluster-events}, key cluster): from the clustering
 * ({@link MembersChanged}, {@link ClientPolicyChanged}), a merge task's {@link ChunkReply}, or an
 * operator's {@link UpdateRuling}.
 */
public sealed interface ClusterEvent
    permits ClusterEvent.MembersChanged,
        ClusterEvent.ClientPolicyChanged,
        ClusterEvent.UpdateRuling,
        ChunkReply {
  /** The cluster whose ledger the event is for. */
  ClusterId cluster();

  /** The event as an operator's ruling, which has a topic of its own; empty if it is none. */
  default Optional<UpdateRuling> asRuling() {
    return Optional.empty();
  }

  /** Calls the visitor's method for this kind of event and returns its result. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of event, so that whoever branches over them handles all. */
  interface Visitor<R> {
    /** The members of the cluster changed. */
    R members(MembersChanged members);

    /** An operator's decision about a client changed. */
    R policy(ClientPolicyChanged policy);

    /** An operator released an update from quarantine. */
    R released(UpdateReleased released);

    /** An operator discarded an update in quarantine. */
    R discarded(UpdateDiscarded discarded);

    /** A merge task inspected a chunk. */
    R inspected(ChunkReply.ChunkInspected inspected);

    /** A merge task measured distances in one chunk. */
    R measured(ChunkReply.ChunkMeasured measured);

    /** A merge task wrote one chunk of a version. */
    R merged(ChunkReply.ChunkMerged merged);
  }

  /**
   * Replaces the members of the cluster.
   *
   * @param epoch clustering epoch
   * @param revision revision of the cluster state that lists the members
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

    /** Creates the event for slots whose keys and samples are not known. */
    public MembersChanged(ClusterId cluster, int epoch, long revision, Collection<SlotId> slots) {
      this(cluster, epoch, revision, unknown(slots));
    }

    /** Returns the slots of the cluster's members, ascending. */
    public SortedSet<SlotId> slots() {
      return new TreeSet<>(members.keySet());
    }

    private static SortedMap<SlotId, Member> unknown(Collection<SlotId> slots) {
      var members = new TreeMap<SlotId, Member>();
      slots.forEach(slot -> members.put(slot, Member.UNKNOWN));
      return members;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.members(this);
    }
  }

  /**
   * The facts that a ledger needs about a member.
   *
   * @param key public key that its client signs with; empty where records are not signed
   * @param samples rows that its slot announced; 0 where that is not known
   */
  record Member(Optional<ClientKey> key, long samples) {
    /** A member whose key and samples are not known. */
    public static final Member UNKNOWN = new Member(Optional.empty(), 0);
  }

  /**
   * A person blocked or unblocked a client, or all whose ids match a pattern.
   *
   * @param clients the client or the pattern
   * @param blocked whether their updates are rejected from now on
   * @param why for people
   * @param decided false if there is no decision under this name any more, so that patterns apply
   *     to it again
   */
  record ClientPolicyChanged(
      ClusterId cluster, ClientPattern clients, boolean blocked, String why, boolean decided)
      implements ClusterEvent {
    public ClientPolicyChanged {
      RecordBounds.atMost("reason of a block", OperatorDecision.MAX_LENGTH, why);
    }

    /** Creates the event for one client. */
    public ClientPolicyChanged(ClusterId cluster, ClientId client, boolean blocked, String why) {
      this(cluster, ClientPattern.of(client), blocked, why, true);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.policy(this);
    }
  }

  /**
   * An operator's decision about an update in quarantine (topic {@code update-rulings}, key
   * cluster; older programs wrote it to {@code cluster-events}).
   */
  sealed interface UpdateRuling extends ClusterEvent {
    /** Returns the id of the update that the decision is about. */
    UpdateId update();

    /** Returns the operator and the reason. */
    OperatorDecision ruling();

    @Override
    default Optional<UpdateRuling> asRuling() {
      return Optional.of(this);
    }

    /** The result of the function for this kind of ruling. */
    <R> R either(
        Function<UpdateReleased, R> whereReleased, Function<UpdateDiscarded, R> whereDiscarded);
  }

  /**
   * Releases an update from quarantine, so that the ledger decides about it once more.
   *
   * @param manifest as the client sent it
   * @param topic in which the manifest was read first
   * @param partition of that topic, -1 if unknown
   * @param offset of the record, -1 if unknown
   * @param chunkOffsets offset of each chunk in index order, each in the partition of its key;
   *     empty in records of older programs, which sent the chunks again in the same transaction
   * @param ruling the operator and the reason
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

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.released(this);
    }

    @Override
    public <R> R either(
        Function<UpdateReleased, R> whereReleased, Function<UpdateDiscarded, R> whereDiscarded) {
      return whereReleased.apply(this);
    }
  }

  /**
   * Discards an update in quarantine, so that it never counts.
   *
   * @param ruling the operator and the reason
   */
  record UpdateDiscarded(ClusterId cluster, UpdateId update, OperatorDecision ruling)
      implements UpdateRuling {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.discarded(this);
    }

    @Override
    public <R> R either(
        Function<UpdateReleased, R> whereReleased, Function<UpdateDiscarded, R> whereDiscarded) {
      return whereDiscarded.apply(this);
    }
  }
}
