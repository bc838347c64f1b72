package io.tributary.aggregation.topology.ledger;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.topology.processor.RecordWriter;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.topic.TopicSpec;
import java.util.Optional;

/**
 * Writes a ledger's records to the quarantine: rejected updates, records that belong to no update,
 * and operators' rulings about them.
 *
 * @param outbox of the ledger's processor
 * @param chunksTopic where chunks were read
 */
record QuarantineWriter(RecordWriter outbox, TopicSpec chunksTopic) {

  /** Quarantines an update under its id, with its manifest if one was seen. */
  void update(LedgerEntry entry, Optional<ManifestArrival> arrival, long at) {
    outbox.setAside(
        entry.update().toString(),
        new Rejection(entry.reason(), entry.detail()),
        arrival.map(ManifestArrival::origin).orElse(RecordPosition.UNKNOWN),
        arrival.map(this::bytes).orElse(new byte[0]),
        at);
  }

  /** Quarantines a manifest under its position: its update stays undecided. */
  void manifest(ManifestArrival arrival, Rejection rejection, long at) {
    outbox.setAside(arrival.origin().toString(), rejection, arrival.origin(), bytes(arrival), at);
  }

  /** Quarantines a chunk under its position: its update stays undecided. */
  void chunk(ChunkInspected chunk, Rejection rejection, long at) {
    ChunkKey key = chunk.key();
    int partition = chunksTopic.partitionOf(key.toString());
    var position = new RecordPosition(chunksTopic.name(), partition, chunk.offset());
    outbox.setAside(position.toString(), rejection, position, new byte[0], at);
  }

  /** Marks an update in quarantine as settled by an operator. */
  void settled(LedgerEntry entry, Status status, long at) {
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

  private byte[] bytes(ManifestArrival arrival) {
    return outbox.codecs().updateManifest().encode(arrival.manifest());
  }
}
