package io.tributary.aggregation.topology;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.RecordPosition;
import io.tributary.aggregation.topology.Names.Sink;
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
import io.tributary.schemas.process.RecordHeaders;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a processor writes, each to its topic under its key.
 *
 * @param processor whose sinks
 * @param context of the processor
 * @param headers of what is written
 * @param codecs of the federation
 * @param tally told what is written
 */
record RecordWriter(
    String processor,
    ProcessorContext<String, byte[]> context,
    RecordHeaders headers,
    Codecs codecs,
    TopologyListener tally) {
  /** The trace of records that are about no update and no version. */
  private static final String NO_TRACE = "";

  /** Bytes that a quarantine record holds at most; more would not fit a record. */
  static final int MAX_KEPT_BYTES = 512 * 1024;

  void clusterState(ClusterState state, long at) {
    tally.clustered(state);
    send(Sink.CLUSTER_STATE, NO_TRACE, ClusterState.KEY, codecs.clusterState(), state, at);
  }

  void clusterEvent(ClusterEvent event, long at) {
    send(
        Sink.CLUSTER_EVENTS,
        NO_TRACE,
        event.cluster().toString(),
        codecs.clusterEvent(),
        event,
        at);
  }

  /** Sends an order to the task of its chunk. */
  void chunkEvent(ChunkCommand event, ChunkKey task, long at) {
    send(Sink.CHUNK_EVENTS, NO_TRACE, task.toString(), codecs.chunkEvent(), event, at);
  }

  void ledgerEntry(LedgerEntry entry, long at) {
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
  void setAside(
      String subject, Rejection rejection, RecordPosition recordPosition, byte[] bytes, long at) {
    tally.setAside(rejection.reason());
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
    quarantine(record, at);
  }

  void quarantine(QuarantineRecord record, long at) {
    send(
        Sink.QUARANTINE, record.subject(), record.subject(), codecs.quarantineRecord(), record, at);
  }

  void adapterManifest(AdapterManifest manifest, long at) {
    tally.published(manifest);
    send(
        Sink.GLOBAL_ADAPTERS,
        manifest.key(),
        manifest.key(),
        codecs.adapterManifest(),
        manifest,
        at);
  }

  void adapterChunk(AdapterChunk chunk, long at) {
    send(
        Sink.GLOBAL_ADAPTER_CHUNKS,
        chunk.key().cluster() + "/" + chunk.version(),
        chunk.recordKey(),
        codecs.adapterChunk(),
        chunk,
        at);
  }

  /** Replaces the slot's start before it. */
  void personalChunk(PersonalChunk chunk, long at) {
    send(
        Sink.PERSONAL_ADAPTERS,
        chunk.update().toString(),
        chunk.recordKey(),
        codecs.personalChunk(),
        chunk,
        at);
  }

  /** Publishes the registration that holds from now on. */
  void clientKey(ClientRegistration registration, long at) {
    send(
        Sink.CLIENT_KEYS,
        NO_TRACE,
        registration.client().value(),
        codecs.clientKey(),
        registration,
        at);
  }

  /** A tombstone: compaction removes what had the key. */
  void remove(Sink sink, String key, long at) {
    forward(sink, NO_TRACE, key, null, at);
  }

  private <T> void send(
      Sink sink, String trace, String key, RecordCodec<T> codec, T value, long at) {
    forward(sink, trace, key, codec.encode(value), at);
  }

  /** Headers of what was read do not travel on: a stranger may have written them. */
  private void forward(Sink sink, String trace, String key, byte[] value, long at) {
    var own = new org.apache.kafka.common.header.internals.RecordHeaders();
    if (trace.equals(NO_TRACE)) {
      headers.sign(own);
    } else {
      headers.trace(own, trace);
    }
    context.forward(new Record<>(key, value, at, own), Names.sink(processor, sink));
  }
}
