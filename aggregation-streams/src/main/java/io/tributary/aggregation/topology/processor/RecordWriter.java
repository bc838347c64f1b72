package io.tributary.aggregation.topology.processor;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.topology.processor.TopologyNames.Sink;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.process.RecordHeaders;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes a processor's records, each to its topic under its key.
 *
 * @param processor whose sinks are used
 * @param context of the processor
 * @param headers of the records
 * @param codecs of the federation
 * @param tally receives the facts that are written
 */
public record RecordWriter(
    String processor,
    ProcessorContext<String, byte[]> context,
    RecordHeaders headers,
    Codecs codecs,
    TopologyListener tally) {
  /** The trace of records that concern no update and no version. */
  private static final String NO_TRACE = "";

  /** The largest number of bytes in a quarantine record; more would exceed the size of a record. */
  static final int MAX_KEPT_BYTES = 512 * 1024;

  public void clusterState(ClusterState state, long at) {
    tally.clustered(state);
    send(Sink.CLUSTER_STATE, NO_TRACE, ClusterState.KEY, codecs.clusterState(), state, at);
  }

  public void clusterEvent(ClusterEvent event, long at) {
    tally.clusterEvent(event);
    send(
        Sink.CLUSTER_EVENTS,
        NO_TRACE,
        event.cluster().toString(),
        codecs.clusterEvent(),
        event,
        at);
  }

  /** Sends a command to the task of a chunk. */
  public void chunkCommand(ChunkCommand command, ChunkKey task, long at) {
    tally.ordered(command);
    send(Sink.CHUNK_EVENTS, NO_TRACE, task.toString(), codecs.chunkEvent(), command, at);
  }

  public void ledgerEntry(LedgerEntry entry, long at) {
    tally.decided(entry);
    send(
        Sink.UPDATE_LEDGER,
        entry.update().toString(),
        entry.cluster().toString(),
        codecs.ledgerEntry(),
        entry,
        at);
  }

  /** Sends a record to quarantine, with its bytes if they fit. */
  public void setAside(
      String subject, Rejection rejection, RecordPosition recordPosition, byte[] bytes, long at) {
    boolean fits = bytes.length <= MAX_KEPT_BYTES;
    var record =
        new QuarantineRecord(
            subject,
            rejection.reason(),
            fits
                ? rejection.detail()
                : rejection.detail() + "; its " + bytes.length + " bytes stay in the topic",
            recordPosition.topic(),
            recordPosition.partition(),
            recordPosition.offset(),
            fits ? bytes : new byte[0],
            Instant.ofEpochMilli(at),
            QuarantineRecord.Status.OPEN);
    tally.setAside(processor, record);
    quarantine(record, at);
  }

  public void quarantine(QuarantineRecord record, long at) {
    send(
        Sink.QUARANTINE, record.subject(), record.subject(), codecs.quarantineRecord(), record, at);
  }

  public void adapterManifest(AdapterManifest manifest, long at) {
    tally.published(manifest);
    send(
        Sink.GLOBAL_ADAPTERS,
        manifest.key(),
        manifest.key(),
        codecs.adapterManifest(),
        manifest,
        at);
  }

  public void adapterChunk(AdapterChunk chunk, long at) {
    send(
        Sink.GLOBAL_ADAPTER_CHUNKS,
        chunk.key().cluster() + "/" + chunk.version(),
        chunk.recordKey(),
        codecs.adapterChunk(),
        chunk,
        at);
  }

  /** Writes a chunk of a slot's personal start, which replaces the one before it. */
  public void personalChunk(PersonalChunk chunk, long at) {
    send(
        Sink.PERSONAL_ADAPTERS,
        chunk.update().toString(),
        chunk.recordKey(),
        codecs.personalChunk(),
        chunk,
        at);
  }

  /** Publishes the registration that is in force from now on. */
  public void clientKey(ClientRegistration registration, long at) {
    send(
        Sink.CLIENT_KEYS,
        NO_TRACE,
        registration.client().value(),
        codecs.clientKey(),
        registration,
        at);
  }

  /** Writes a tombstone: compaction removes the record of the key. */
  public void remove(Sink sink, String key, long at) {
    forward(sink, NO_TRACE, key, null, at);
  }

  private <T> void send(
      Sink sink, String trace, String key, RecordCodec<T> codec, T value, long at) {
    forward(sink, trace, key, codec.encode(value), at);
  }

  /**
   * Forwards a record. Headers of input records are not copied, because a stranger may have written
   * them.
   */
  private void forward(Sink sink, String trace, String key, byte[] value, long at) {
    var own = new org.apache.kafka.common.header.internals.RecordHeaders();
    if (trace.equals(NO_TRACE)) {
      headers.sign(own);
    } else {
      headers.trace(own, trace);
    }
    context.forward(new Record<>(key, value, at, own), TopologyNames.sink(processor, sink));
  }
}
