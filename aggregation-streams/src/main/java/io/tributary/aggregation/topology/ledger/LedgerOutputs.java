package io.tributary.aggregation.topology.ledger;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.VersionStep;
import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.aggregation.topology.processor.RecordWriter;
import io.tributary.aggregation.topology.processor.TopologyNames.Sink;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;

/**
 * Writes what each of a ledger's records means to others: the decision itself is logged first, then
 * come the commands to the merge tasks and what is published.
 *
 * @param outbox of the ledger's processor
 * @param quarantine where rejected updates go
 * @param initial version 0 of every cluster
 * @param chunks of every adapter
 * @param route which task merges a chunk
 * @param retainedVersions number of newest versions that stay readable
 */
record LedgerOutputs(
    RecordWriter outbox,
    QuarantineWriter quarantine,
    LoraAdapter initial,
    int chunks,
    ChunkRoute route,
    int retainedVersions) {
  /** Names that a command holds at most: well below what a record may, thousands of updates. */
  private static final int MAX_NAMED_CHARACTERS = 256 * 1024;

  void write(LedgerRecord record, ClusterId cluster, long at) {
    record.accept(new Writing(cluster, at));
  }

  /**
   * Returns all updates of a window by their names, so that the command admits no others, or none
   * if there are too many names.
   */
  private static List<UpdateId> named(List<UpdateId> updates) {
    int characters = updates.stream().mapToInt(update -> update.toString().length()).sum();
    return characters <= MAX_NAMED_CHARACTERS ? updates : List.of();
  }

  /** Writes what follows from one record of one cluster. */
  private final class Writing implements LedgerRecord.Visitor {
    private final ClusterId cluster;
    private final long at;

    Writing(ClusterId cluster, long at) {
      this.cluster = cluster;
      this.at = at;
    }

    @Override
    public void membersKnown(LedgerRecord.MembersKnown record) {}

    @Override
    public void policyKnown(LedgerRecord.PolicyKnown record) {}

    @Override
    public void manifestHeld(LedgerRecord.ManifestHeld record) {}

    @Override
    public void chunkHeld(LedgerRecord.ChunkHeld record) {}

    @Override
    public void strangersForgotten(LedgerRecord.StrangersForgotten record) {}

    @Override
    public void resumed(LedgerRecord.Resumed record) {}

    @Override
    public void dismissed(LedgerRecord.Dismissed record) {}

    @Override
    public void distancesKnown(VersionStep.DistancesKnown record) {}

    @Override
    public void chunkReady(VersionStep.ChunkReady record) {}

    @Override
    public void accepted(LedgerRecord.Accepted accepted) {
      outbox.ledgerEntry(accepted.entry(), at);
      outbox.tally().accepted(accepted.entry(), accepted.payloadBytes());
      for (int index = 0; index < chunks; index++) {
        ChunkInspected chunk = accepted.chunks().get(index);
        command(
            new ChunkCommand.Apply(
                key(index),
                accepted.entry().version(),
                accepted.contribution(),
                chunk.offset(),
                chunk.digest(),
                chunk.author()));
      }
      // The task that merges an accepted chunk drops it by itself; another task needs a command.
      for (int index = 0; index < chunks; index++) {
        if (route.mergedElsewhere(key(index))) {
          drop(index, accepted.submission().update(), accepted.submission().author());
        }
      }
    }

    @Override
    public void quarantined(LedgerRecord.Quarantined quarantined) {
      outbox.ledgerEntry(quarantined.entry(), at);
      quarantine.update(quarantined.entry(), quarantined.arrival(), at);
      for (int index = 0; index < chunks; index++) {
        drop(index, quarantined.entry().update(), quarantined.author());
      }
    }

    /** The update that they name is as undecided as before: only the records are quarantined. */
    @Override
    public void refused(LedgerRecord.Refused refused) {
      refused.arrival().ifPresent(arrival -> quarantine.manifest(arrival, refused.rejection(), at));
      for (ChunkInspected chunk : refused.chunks()) {
        quarantine.chunk(chunk, refused.rejection(), at);
        command(new ChunkCommand.Drop(chunk.key(), chunk.update(), chunk.author()));
      }
    }

    @Override
    public void chunkRefused(LedgerRecord.ChunkRefused refused) {
      drop(refused.index(), refused.submission().update(), refused.submission().author());
    }

    @Override
    public void released(LedgerRecord.Released released) {
      outbox.ledgerEntry(released.entry(), at);
      quarantine.settled(released.entry(), Status.RELEASED, at);
      UpdateManifest manifest = released.arrival().manifest();
      List<Long> offsets = released.chunkOffsets();
      for (int index = 0; index < offsets.size(); index++) {
        command(
            new ChunkCommand.Inspect(
                key(index), manifest.id(), offsets.get(index), manifest.chunkDigests().get(index)));
      }
    }

    @Override
    public void discarded(LedgerRecord.Discarded discarded) {
      outbox.ledgerEntry(discarded.entry(), at);
      quarantine.settled(discarded.entry(), Status.DISCARDED, at);
    }

    @Override
    public void repeated(LedgerRecord.Repeated repeated) {
      outbox.ledgerEntry(repeated.entry(), at);
    }

    @Override
    public void windowClosed(VersionStep.WindowClosed closed) {
      closed.entries().forEach(entry -> outbox.ledgerEntry(entry, at));
      for (int index = 0; index < chunks; index++) {
        if (closed.choosing()) {
          measure(index, closed.version(), closed.updates(), closed.counts());
        } else {
          close(index, closed.version(), closed.divisor(), closed.updates(), closed.counts());
        }
      }
    }

    @Override
    public void contributionsChosen(VersionStep.ContributionsChosen chosen) {
      chosen.leftOut().forEach(entry -> outbox.ledgerEntry(entry, at));
      for (int index = 0; index < chunks; index++) {
        command(
            new ChunkCommand.Close(
                key(index), chosen.version(), chosen.divisor(), chosen.chosen()));
      }
    }

    @Override
    public void commandsRepeated(VersionStep.CommandsRepeated again) {
      for (int index = 0; index < chunks; index++) {
        if (again.answered().contains(index)) {
          continue;
        }
        if (again.choosing()) {
          measure(index, again.version(), again.updates(), again.counts());
        } else {
          close(index, again.version(), again.divisor(), again.updates(), again.counts());
        }
      }
    }

    @Override
    public void published(VersionStep.Published published) {
      AdapterManifest manifest = published.manifest();
      outbox.adapterManifest(manifest, at);
      int outdated = manifest.version().version() - retainedVersions;
      if (outdated >= 0) {
        remove(outdated);
      }
    }

    @Override
    public void begun(VersionStep.Begun begun) {
      AdapterManifest manifest = begun.manifest();
      int version = manifest.version().version();
      for (int index = 0; index < chunks; index++) {
        byte[] payload = AdapterChunks.encode(initial.values(), index);
        var layout = Optional.of(manifest.layoutDigest());
        outbox.adapterChunk(new AdapterChunk(key(index), version, payload, layout), at);
      }
      outbox.adapterManifest(manifest, at);
    }

    /** Manifest and chunks in one transaction, so that nobody finds the one without the others. */
    private void remove(int version) {
      String manifest = cluster + "/" + version;
      outbox.remove(Sink.GLOBAL_ADAPTERS, manifest, at);
      for (int index = 0; index < chunks; index++) {
        outbox.remove(Sink.GLOBAL_ADAPTER_CHUNKS, manifest + "/" + index, at);
      }
    }

    private void measure(
        int index, int version, List<UpdateId> updates, List<Contribution> counts) {
      command(new ChunkCommand.Measure(key(index), version, named(updates), counts));
    }

    private void close(
        int index, int version, long divisor, List<UpdateId> updates, List<Contribution> counts) {
      command(new ChunkCommand.Close(key(index), version, divisor, named(updates), counts));
    }

    private void drop(int index, UpdateId update, Optional<ClientKey> author) {
      command(new ChunkCommand.Drop(key(index), update, author));
    }

    private ChunkKey key(int index) {
      return new ChunkKey(cluster, index);
    }

    private void command(ChunkCommand command) {
      outbox.chunkCommand(command, route.recordKey(command), at);
    }
  }
}
