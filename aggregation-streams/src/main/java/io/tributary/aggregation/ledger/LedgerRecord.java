package io.tributary.aggregation.ledger;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.limit.Limited;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.ClusterEvent.ChunkMeasured;
import io.tributary.schemas.event.ClusterEvent.ChunkMerged;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing that a ledger decided; applying it is the only way its state changes. */
public sealed interface LedgerRecord {

  /** The cluster has these members from now on. */
  record MembersKnown(MembersChanged members) implements LedgerRecord {}

  /**
   * The cluster has members for the first time: its version 0 is published, so that whoever reads
   * the topics finds the bytes that training starts from. Nothing changes for the ledger.
   */
  record Begun(AdapterManifest manifest) implements LedgerRecord {}

  /** A client is blocked, or blocked no longer. */
  record PolicyKnown(ClientPolicyChanged policy) implements LedgerRecord {}

  /** A manifest waits for its chunks or its slot's membership. */
  record ManifestHeld(ManifestArrival arrival, Instant since) implements LedgerRecord {}

  /** A chunk waits for its manifest or its siblings. */
  record ChunkHeld(ChunkInspected inspection, Instant since) implements LedgerRecord {}

  /** A chunk of an update that is already decided came again: nobody will ask for it. */
  record ChunkRefused(Submission submission, int index) implements LedgerRecord {}

  /** Slots that never were members are too many: what was decided about them is forgotten. */
  record StrangersForgotten() implements LedgerRecord {}

  /** The cluster never had members, and nothing is remembered of it any more. */
  record Dismissed() implements LedgerRecord {}

  /**
   * An update was accepted and counts in a window.
   *
   * @param entry the decision; its version names the window, its norm tells what is usual
   * @param part how it counts in the window
   * @param chunks that were accepted, in index order
   * @param eventTime end of its training
   * @param openedAt wall clock, for a window that it opens
   * @param released by a person: its norm then tells nothing of what is usual
   */
  record Accepted(
      LedgerEntry entry,
      Contribution part,
      List<ChunkInspected> chunks,
      Instant eventTime,
      Instant openedAt,
      boolean released)
      implements LedgerRecord {
    /** What it is about: all of its chunks are signed with one key. */
    public Submission submission() {
      return Submission.of(chunks.get(0));
    }
  }

  /**
   * An update does not count.
   *
   * @param entry the decision, with its reason
   * @param arrival the manifest, if one was seen
   * @param author key that it is signed with; empty where records are not signed
   */
  record Quarantined(
      LedgerEntry entry, Optional<ManifestArrival> arrival, Optional<ClientKey> author)
      implements LedgerRecord {
    /** What it is about. */
    public Submission submission() {
      return new Submission(entry.update(), author);
    }
  }

  /**
   * Records that cannot be part of the update that they name, since they are not its client's or
   * name a sequence out of reach. Nothing is decided about that update: what anybody may send in a
   * client's name must not use up the client's sequences.
   *
   * @param submission under which they came
   * @param rejection why
   * @param arrival the manifest, if it is one of them
   * @param chunks those of them that are chunks
   */
  record Refused(
      Submission submission,
      Rejection rejection,
      Optional<ManifestArrival> arrival,
      List<ChunkInspected> chunks)
      implements LedgerRecord {}

  /**
   * A person lets an update count that was quarantined: its chunks are inspected again.
   *
   * @param entry the decision
   * @param arrival its manifest, at the time of the release
   * @param chunkOffsets where its chunks lie; empty: they are sent again
   * @param since wall clock
   * @param ruling whose decision
   */
  record Released(
      LedgerEntry entry,
      ManifestArrival arrival,
      List<Long> chunkOffsets,
      Instant since,
      OperatorDecision ruling)
      implements LedgerRecord {}

  /** A person decided that a quarantined update never counts. */
  record Discarded(LedgerEntry entry) implements LedgerRecord {}

  /** A manifest, or a person's decision, came again: logged, and nothing else happens. */
  record Repeated(LedgerEntry entry) implements LedgerRecord {}

  /**
   * The open window is closed; its successor is open.
   *
   * @param divisor undiscounted weight units of its updates, as they count
   * @param choosing whether the strategy has to choose among its updates before they are merged
   * @param updates that it holds, ascending
   * @param limited those of its updates that count less than their acceptance said
   * @param entries what is logged of these
   */
  record WindowClosed(
      int version,
      long divisor,
      boolean choosing,
      List<UpdateId> updates,
      List<Limited> limited,
      List<LedgerEntry> entries)
      implements LedgerRecord {
    /** How the limited ones count. */
    public List<Contribution> counts() {
      return limited.stream().map(Limited::contribution).toList();
    }
  }

  /**
   * The orders about the version in the making are given again to whom did not answer.
   *
   * @param choosing whether its updates are still being measured
   * @param updates that it is made of, ascending
   * @param answered indices of the chunks that need no order
   * @param counts how its updates count, where that is decided at the close
   */
  record OrderedAgain(
      int version,
      long divisor,
      boolean choosing,
      List<UpdateId> updates,
      Set<Integer> answered,
      List<Contribution> counts)
      implements LedgerRecord {}

  /** One chunk's distances between the updates of the window that is closed. */
  record DistancesKnown(ChunkMeasured measured) implements LedgerRecord {}

  /**
   * The strategy chose among the updates of the window that is closed.
   *
   * @param chosen the updates that make the version, ascending
   * @param leftOut what becomes of the others
   */
  record Chosen(int version, long divisor, List<UpdateId> chosen, List<LedgerEntry> leftOut)
      implements LedgerRecord {}

  /** One chunk of the version in the making has been written. */
  record ChunkReady(ChunkMerged merged) implements LedgerRecord {}

  /**
   * All chunks have been written: the version is the cluster's current one.
   *
   * @param at wall clock
   */
  record Published(AdapterManifest manifest, Instant at) implements LedgerRecord {}

  /** Whether readers who wait for a version wait for what follows from this. */
  default boolean advancesVersion() {
    return this instanceof WindowClosed
        || this instanceof Chosen
        || this instanceof Published
        || this instanceof Begun;
  }
}
