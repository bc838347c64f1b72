package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.gate.LayoutRule;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.merge.ChunkInspector;
import io.tributary.aggregation.topology.processor.RecordReader;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.UpdateChunk;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes chunks of updates in: each is checked, waits here without its payload, and is reported to
 * its ledger by an inspection.
 *
 * @param signatures rule for signed chunks
 * @param layout what a chunk must be
 * @param inspector of values
 * @param stores the chunks that wait
 * @param payloads of chunks
 * @param recordReader of the processor, which quarantines what is rejected
 */
record ChunkIntake(
    SignatureRule signatures,
    LayoutRule layout,
    ChunkInspector inspector,
    WaitingChunks stores,
    PayloadReader payloads,
    RecordReader recordReader) {

  /** Takes in a chunk that arrived; empty if it came before or was rejected. */
  Optional<ChunkReply> arrived(Record<String, byte[]> record, UpdateChunk chunk) {
    String digest = Digests.full(chunk.payload());
    if (!recordReader.take(record, signatures.refuse(chunk, digest, layout.chunks()))) {
      return Optional.empty();
    }
    Optional<Rejection> foreign = layout.refuse(chunk);
    if (foreign.isPresent()) {
      recordReader.refuse(record, foreign.get(), chunk.update().toString());
      return Optional.empty();
    }
    ChunkRef ref = waiting(chunk).orElse(null);
    if (ref == null) {
      return Optional.of(held(chunk, new ChunkRef(recordReader.origin().offset(), digest)));
    }
    if (!Digests.matches(ref.digest(), digest)) {
      // The first stays: it is the one that was inspected. The same bytes again change nothing.
      recordReader.refuse(record, otherBytes(chunk), chunk.update().toString());
    }
    return Optional.empty();
  }

  /**
   * Takes in a chunk of the log whose update an operator released: it waits again, by the rules of
   * when it came. It may do so already, where its client sent it once more.
   */
  Optional<ChunkReply> again(Record<String, byte[]> record, ChunkCommand.Inspect inspect) {
    var named = new ChunkRef(inspect.offset(), inspect.digest());
    UpdateChunk chunk = payloads.chunk(inspect.key(), inspect.update(), named);
    String digest = Digests.full(chunk.payload());
    Optional<Rejection> flaw =
        signatures.refuse(chunk, digest, layout.chunks()).or(() -> layout.refuse(chunk));
    ChunkRef ref = waiting(chunk).orElse(new ChunkRef(inspect.offset(), digest));
    if (flaw.isPresent()) {
      recordReader.refuse(record, flaw.get());
      return Optional.empty();
    }
    if (!Digests.matches(ref.digest(), digest)) {
      recordReader.refuse(record, otherBytes(chunk));
      return Optional.empty();
    }
    return Optional.of(held(chunk, ref));
  }

  private ChunkReply held(UpdateChunk chunk, ChunkRef ref) {
    stores.putWaiting(chunk.key(), chunk.update(), author(chunk), ref);
    payloads.keep(ref, chunk);
    return inspector.inspect(chunk, ref.digest()).at(ref.offset());
  }

  private Optional<ChunkRef> waiting(UpdateChunk chunk) {
    return stores.waiting(chunk.key(), chunk.update(), author(chunk));
  }

  private static Optional<ClientKey> author(UpdateChunk chunk) {
    return chunk.authorship().map(SignatureWithKey::key);
  }

  private static Rejection otherBytes(UpdateChunk chunk) {
    return new Rejection(
        RejectReason.CHUNK_DIGEST,
        "chunk "
            + chunk.key()
            + " came before with other bytes: a retransmission must repeat them");
  }
}
