package io.tributary.aggregation.topology;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.LedgerRecord;
import io.tributary.aggregation.ledger.ManifestArrival;
import io.tributary.aggregation.ledger.RecordPosition;
import io.tributary.aggregation.ledger.Submission;
import io.tributary.aggregation.topology.Names.Sink;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each decision means to others: the decision itself first, then what follows from it.
 *
 * @param outbox of the ledger's processor
 * @param initial version 0 of every cluster
 * @param chunks of every adapter
 * @param chunksTopic where chunks were read
 * @param route which task merges a chunk
 * @param retainedVersions newest versions that stay readable
 */
record LedgerOutputs(
    RecordWriter outbox,
    LoraAdapter initial,
    int chunks,
    TopicSpec chunksTopic,
    ChunkRoute route,
    int retainedVersions) {
  /** Names that an order holds at most: well below what a record may, thousands of updates. */
  private static final int MAX_NAMED_CHARACTERS = 256 * 1024;

  void write(LedgerRecord record, ClusterId cluster, long at) {
    if (record instanceof LedgerRecord.Accepted accepted) {
      LedgerEntry entry = accepted.entry();
      outbox.ledgerEntry(entry, at);
      toEveryChunk(cluster, key -> applied(key, accepted), at);
      forgetWhereItWaits(cluster, accepted.submission(), at);
    } else if (record instanceof LedgerRecord.Quarantined quarantined) {
      LedgerEntry entry = quarantined.entry();
      outbox.ledgerEntry(entry, at);
      setAside(entry, quarantined.arrival().orElse(null), at);
      toEveryChunk(
          cluster, key -> new ChunkCommand.Drop(key, entry.update(), quarantined.author()), at);
    } else if (record instanceof LedgerRecord.Refused refused) {
      refuse(refused, at);
    } else if (record instanceof LedgerRecord.Released released) {
      outbox.ledgerEntry(released.entry(), at);
      ruled(released.entry(), Status.RELEASED, at);
      inspectAgain(cluster, released, at);
    } else if (record instanceof LedgerRecord.Discarded discarded) {
      outbox.ledgerEntry(discarded.entry(), at);
      ruled(discarded.entry(), Status.DISCARDED, at);
    } else if (record instanceof LedgerRecord.Repeated repeated) {
      outbox.ledgerEntry(repeated.entry(), at);
    } else if (record instanceof LedgerRecord.ChunkRefused refused) {
      Submission late = refused.submission();
      order(
          new ChunkCommand.Drop(
              new ChunkKey(cluster, refused.index()), late.update(), late.author()),
          at);
    } else if (record instanceof LedgerRecord.WindowClosed closed) {
      closed.entries().forEach(entry -> outbox.ledgerEntry(entry, at));
      toEveryChunk(cluster, key -> closed(key, closed), at);
    } else if (record instanceof LedgerRecord.OrderedAgain again) {
      orderAgain(cluster, again, at);
    } else if (record instanceof LedgerRecord.Chosen chosen) {
      chosen.leftOut().forEach(entry -> outbox.ledgerEntry(entry, at));
      toEveryChunk(
          cluster,
          key -> new ChunkCommand.Close(key, chosen.version(), chosen.divisor(), chosen.chosen()),
          at);
    } else if (record instanceof LedgerRecord.Published published) {
      publish(published.manifest(), cluster, at);
    } else if (record instanceof LedgerRecord.Begun begun) {
      begin(begun.manifest(), cluster, at);
    }
  }

  private void inspectAgain(ClusterId cluster, LedgerRecord.Released released, long at) {
    UpdateManifest manifest = released.arrival().manifest();
    List<Long> offsets = released.chunkOffsets();
    for (int index = 0; index < offsets.size(); index++) {
      order(
          new ChunkCommand.Inspect(
              new ChunkKey(cluster, index),
              manifest.id(),
              offsets.get(index),
              manifest.chunkDigests().get(index)),
          at);
    }
  }

  private static ChunkCommand applied(ChunkKey key, LedgerRecord.Accepted accepted) {
    ChunkInspected chunk = accepted.chunks().get(key.index());
    return new ChunkCommand.Apply(
        key,
        accepted.entry().version(),
        accepted.part(),
        chunk.offset(),
        chunk.digest(),
        chunk.author());
  }

  private static ChunkCommand closed(ChunkKey key, LedgerRecord.WindowClosed closed) {
    return closed.choosing()
        ? new ChunkCommand.Measure(key, closed.version(), named(closed.updates()), closed.counts())
        : new ChunkCommand.Close(
            key, closed.version(), closed.divisor(), named(closed.updates()), closed.counts());
  }

  private void orderAgain(ClusterId cluster, LedgerRecord.OrderedAgain again, long at) {
    for (int index = 0; index < chunks; index++) {
      var key = new ChunkKey(cluster, index);
      if (!again.answered().contains(index)) {
        order(
            again.choosing()
                ? new ChunkCommand.Measure(
                    key, again.version(), named(again.updates()), again.counts())
                : new ChunkCommand.Close(
                    key, again.version(), again.divisor(), named(again.updates()), again.counts()),
            at);
      }
    }
  }

  /** All updates of a window by their names, so that nothing else gets in, or none if too many. */
  private static List<UpdateId> named(List<UpdateId> updates) {
    int characters = updates.stream().mapToInt(update -> update.toString().length()).sum();
    return characters <= MAX_NAMED_CHARACTERS ? updates : List.of();
  }

  private void publish(AdapterManifest manifest, ClusterId cluster, long at) {
    outbox.adapterManifest(manifest, at);
    int outdated = manifest.version().version() - retainedVersions;
    if (outdated >= 0) {
      remove(cluster, outdated, at);
    }
  }

  /** Manifest and chunks in one transaction, so that nobody finds the one without the others. */
  private void remove(ClusterId cluster, int version, long at) {
    String manifest = cluster + "/" + version;
    outbox.remove(Sink.GLOBAL_ADAPTERS, manifest, at);
    for (int index = 0; index < chunks; index++) {
      outbox.remove(Sink.GLOBAL_ADAPTER_CHUNKS, manifest + "/" + index, at);
    }
  }

  private void begin(AdapterManifest manifest, ClusterId cluster, long at) {
    for (int index = 0; index < chunks; index++) {
      byte[] payload = AdapterChunks.encode(initial.values(), index);
      var key = new ChunkKey(cluster, index);
      var layout = Optional.of(manifest.layoutDigest());
      outbox.adapterChunk(new AdapterChunk(key, manifest.version().version(), payload, layout), at);
    }
    outbox.adapterManifest(manifest, at);
  }

  /** The update that they name is as undecided as before: what is set aside are the records. */
  private void refuse(LedgerRecord.Refused refused, long at) {
    refused
        .arrival()
        .ifPresent(
            arrival ->
                outbox.setAside(
                    arrival.origin().toString(),
                    refused.rejection(),
                    arrival.origin(),
                    outbox.codecs().updateManifest().encode(arrival.manifest()),
                    at));
    for (ChunkInspected chunk : refused.chunks()) {
      var key = new ChunkKey(chunk.cluster(), chunk.index());
      int partition = chunksTopic.partitionOf(key.toString());
      var recordPosition = new RecordPosition(chunksTopic.name(), partition, chunk.offset());
      outbox.setAside(
          recordPosition.toString(), refused.rejection(), recordPosition, new byte[0], at);
      order(new ChunkCommand.Drop(key, chunk.update(), chunk.author()), at);
    }
  }

  private void setAside(LedgerEntry entry, ManifestArrival arrival, long at) {
    boolean seen = arrival != null;
    outbox.setAside(
        entry.update().toString(),
        new Rejection(entry.reason(), entry.detail()),
        seen ? arrival.origin() : RecordPosition.UNKNOWN,
        seen ? outbox.codecs().updateManifest().encode(arrival.manifest()) : new byte[0],
        at);
  }

  /** Marks the record in quarantine as settled. */
  private void ruled(LedgerEntry entry, Status status, long at) {
    outbox.quarantine(
        new QuarantineRecord(
            entry.update().toString(),
            entry.reason(),
            entry.detail(),
            "",
            -1,
            -1,
            new byte[0],
            entry.decidedAt(),
            status),
        at);
  }

  private void toEveryChunk(ClusterId cluster, Function<ChunkKey, ChunkCommand> event, long at) {
    for (int index = 0; index < chunks; index++) {
      order(event.apply(new ChunkKey(cluster, index)), at);
    }
  }

  /** The task that merges an accepted chunk drops it by itself; another task needs an order. */
  private void forgetWhereItWaits(ClusterId cluster, Submission submission, long at) {
    for (int index = 0; index < chunks; index++) {
      var key = new ChunkKey(cluster, index);
      if (route.mergedElsewhere(key)) {
        order(new ChunkCommand.Drop(key, submission.update(), submission.author()), at);
      }
    }
  }

  private void order(ChunkCommand event, long at) {
    outbox.chunkEvent(event, route.recordKey(event), at);
  }
}
