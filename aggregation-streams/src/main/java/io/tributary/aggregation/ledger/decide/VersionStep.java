package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.limit.LimitedContribution;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkReply.ChunkMeasured;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One step of a window on its way to a published version, as the ledger took it: {@link
 * WindowClosed}, for strategies that choose {@link DistancesKnown} for each chunk and {@link
 * ContributionsChosen}, {@link ChunkReady} for each chunk, {@link Published}. The commands to
 * measure and to close follow from these.
 */
public sealed interface VersionStep extends LedgerRecord {
  @Override
  boolean advancesVersion();

  /** One method for each kind of step. */
  interface Visitor {
    /** A window is closed. */
    void windowClosed(WindowClosed record);

    /** Commands without a reply are given again. */
    void commandsRepeated(CommandsRepeated record);

    /** One chunk is measured. */
    void distancesKnown(DistancesKnown record);

    /** The strategy chose. */
    void contributionsChosen(ContributionsChosen record);

    /** One chunk of a version is written. */
    void chunkReady(ChunkReady record);

    /** A version is the current one. */
    void published(Published record);

    /** Version 0 is published. */
    void begun(Begun record);
  }

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
      List<LimitedContribution> limited,
      List<LedgerEntry> entries)
      implements VersionStep {
    /** Returns how the limited updates count. */
    public List<Contribution> counts() {
      return limited.stream().map(LimitedContribution::contribution).toList();
    }

    @Override
    public void accept(LedgerRecord.Visitor visitor) {
      visitor.windowClosed(this);
    }

    @Override
    public boolean advancesVersion() {
      return true;
    }
  }

  /**
   * The commands about the version in the making are given again to the tasks that did not reply.
   *
   * @param choosing whether its updates are still being measured
   * @param updates that it is made of, ascending
   * @param answered indices of the chunks that need no command
   * @param counts how its updates count, where that is decided at the close
   */
  record CommandsRepeated(
      int version,
      long divisor,
      boolean choosing,
      List<UpdateId> updates,
      Set<Integer> answered,
      List<Contribution> counts)
      implements VersionStep {
    @Override
    public void accept(LedgerRecord.Visitor visitor) {
      visitor.commandsRepeated(this);
    }

    @Override
    public boolean advancesVersion() {
      return false;
    }
  }

  /** One chunk's distances between the updates of the window that is closed. */
  record DistancesKnown(ChunkMeasured measured) implements VersionStep {
    @Override
    public void accept(LedgerRecord.Visitor visitor) {
      visitor.distancesKnown(this);
    }

    @Override
    public boolean advancesVersion() {
      return false;
    }
  }

  /**
   * The strategy chose among the updates of the window that is closed.
   *
   * @param chosen the updates that make the version, ascending
   * @param leftOut what becomes of the others
   */
  record ContributionsChosen(
      int version, long divisor, List<UpdateId> chosen, List<LedgerEntry> leftOut)
      implements VersionStep {
    @Override
    public void accept(LedgerRecord.Visitor visitor) {
      visitor.contributionsChosen(this);
    }

    @Override
    public boolean advancesVersion() {
      return true;
    }
  }

  /** One chunk of the version in the making has been written. */
  record ChunkReady(ChunkMerged merged) implements VersionStep {
    @Override
    public void accept(LedgerRecord.Visitor visitor) {
      visitor.chunkReady(this);
    }

    @Override
    public boolean advancesVersion() {
      return false;
    }
  }

  /**
   * All chunks have been written: the version is the cluster's current one.
   *
   * @param at wall clock
   */
  record Published(AdapterManifest manifest, Instant at) implements VersionStep {
    @Override
    public void accept(LedgerRecord.Visitor visitor) {
      visitor.published(this);
    }

    @Override
    public boolean advancesVersion() {
      return true;
    }
  }

  /**
   * The cluster has members for the first time: its version 0 is published, so that whoever reads
   * the topics finds the bytes that training starts from. Nothing changes for the ledger.
   */
  record Begun(AdapterManifest manifest) implements VersionStep {
    @Override
    public void accept(LedgerRecord.Visitor visitor) {
      visitor.begun(this);
    }

    @Override
    public boolean advancesVersion() {
      return true;
    }
  }
}
