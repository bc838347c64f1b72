package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.identity.ClientKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a ledger decided or learned; applying it is the only way its state changes. Those
 * by which a window becomes a version are {@link VersionStep}s.
 */
public sealed interface LedgerRecord
    permits LedgerRecord.MembersKnown,
        LedgerRecord.PolicyKnown,
        LedgerRecord.ManifestHeld,
        LedgerRecord.ChunkHeld,
        LedgerRecord.ChunkRefused,
        LedgerRecord.StrangersForgotten,
        LedgerRecord.Resumed,
        LedgerRecord.Dismissed,
        LedgerRecord.Accepted,
        LedgerRecord.Quarantined,
        LedgerRecord.Refused,
        LedgerRecord.Released,
        LedgerRecord.Discarded,
        LedgerRecord.Repeated,
        VersionStep {
  /** Calls the visitor's method for this kind of record. */
  void accept(Visitor visitor);

  /** Whether readers who wait for a version wait for what follows from this. */
  default boolean advancesVersion() {
    return false;
  }

  /** One method for each kind of record, so that whoever branches over them handles all. */
  interface Visitor extends VersionStep.Visitor {
    /** The cluster has these members from now on. */
    void membersKnown(MembersKnown record);

    /** A client is blocked, or blocked no longer. */
    void policyKnown(PolicyKnown record);

    /** A manifest waits. */
    void manifestHeld(ManifestHeld record);

    /** A chunk waits. */
    void chunkHeld(ChunkHeld record);

    /** A chunk of a decided update came again. */
    void chunkRefused(ChunkRefused record);

    /** Slots that never were members are forgotten. */
    void strangersForgotten(StrangersForgotten record);

    /** The ledger was restored. */
    void resumed(Resumed record);

    /** The cluster is forgotten. */
    void dismissed(Dismissed record);

    /** An update counts in a window. */
    void accepted(Accepted record);

    /** An update does not count. */
    void quarantined(Quarantined record);

    /** Records cannot be part of the update that they name. */
    void refused(Refused record);

    /** An update is inspected again. */
    void released(Released record);

    /** A quarantined update never counts. */
    void discarded(Discarded record);

    /** A decision is logged once more. */
    void repeated(Repeated record);
  }

  /** The cluster has these members from now on. */
  record MembersKnown(MembersChanged members) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.membersKnown(this);
    }
  }

  /** A client is blocked, or blocked no longer. */
  record PolicyKnown(ClientPolicyChanged policy) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.policyKnown(this);
    }
  }

  /** A manifest waits for its chunks or its slot's membership. */
  record ManifestHeld(ManifestArrival arrival, Instant since) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.manifestHeld(this);
    }
  }

  /** A chunk waits for its manifest or its siblings. */
  record ChunkHeld(ChunkInspected inspection, Instant since) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.chunkHeld(this);
    }
  }

  /** A chunk of an update that is already decided came again: nobody will ask for it. */
  record ChunkRefused(Submission submission, int index) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.chunkRefused(this);
    }
  }

  /** Slots that never were members are too many: what was decided about them is forgotten. */
  record StrangersForgotten() implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.strangersForgotten(this);
    }
  }

  /**
   * The ledger was restored: what waits, waits from now on, since nothing could arrive while nobody
   * listened. Nothing is stored of it.
   *
   * @param at wall clock
   */
  record Resumed(Instant at) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.resumed(this);
    }
  }

  /** The cluster never had members, and nothing is remembered of it any more. */
  record Dismissed() implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.dismissed(this);
    }
  }

  /**
   * Reports that an update was accepted and counts in a window.
   *
   * @param entry the decision; its version names the window, its norm tells what is usual
   * @param contribution how it counts in the window
   * @param chunks that were accepted, in index order
   * @param eventTime end of its training
   * @param openedAt wall clock, for a window that it opens
   * @param released whether an operator released it: then its norm does not contribute to the usual
   *     norm
   */
  record Accepted(
      LedgerEntry entry,
      Contribution contribution,
      List<ChunkInspected> chunks,
      Instant eventTime,
      Instant openedAt,
      boolean released)
      implements LedgerRecord {
    /** Returns the update with the key of its author, with which all of its chunks are signed. */
    public Submission submission() {
      return Submission.of(chunks.get(0));
    }

    /** Size of all its chunks. */
    public long payloadBytes() {
      return chunks.stream().mapToLong(ChunkInspected::payloadBytes).sum();
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.accepted(this);
    }
  }

  /**
   * Reports that an update does not count.
   *
   * @param entry the decision, with its reason
   * @param arrival the manifest, if one was seen
   * @param author key that it is signed with; empty where records are not signed
   */
  record Quarantined(
      LedgerEntry entry, Optional<ManifestArrival> arrival, Optional<ClientKey> author)
      implements LedgerRecord {
    /** Returns the update with the key of its author. */
    public Submission submission() {
      return new Submission(entry.update(), author);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.quarantined(this);
    }
  }

  /**
   * Reports records that cannot be part of the update that they name, because they are not its
   * client's or name a sequence out of reach. No decision about that update is made: a stranger's
   * records in a client's name must not use up the client's sequences.
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
      implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.refused(this);
    }
  }

  /**
   * Reports that an operator released a quarantined update: its chunks are inspected again.
   *
   * @param entry the decision
   * @param arrival its manifest, at the time of the release
   * @param chunkOffsets offsets of its chunks; empty: they are sent again
   * @param since wall clock
   * @param ruling the operator and the reason
   */
  record Released(
      LedgerEntry entry,
      ManifestArrival arrival,
      List<Long> chunkOffsets,
      Instant since,
      OperatorDecision ruling)
      implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.released(this);
    }
  }

  /** A person decided that a quarantined update never counts. */
  record Discarded(LedgerEntry entry) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.discarded(this);
    }
  }

  /** A manifest, or a person's decision, came again: logged, and nothing else happens. */
  record Repeated(LedgerEntry entry) implements LedgerRecord {
    @Override
    public void accept(Visitor visitor) {
      visitor.repeated(this);
    }
  }
}
