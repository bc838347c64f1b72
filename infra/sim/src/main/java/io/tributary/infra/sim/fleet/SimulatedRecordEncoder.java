package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.log.LogRecord;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;

/** Encodes domain records, each to its topic under its key. */
public record SimulatedRecordEncoder(TopicCatalogue topics, Codecs codecs) {

  InFlightRecord announcement(TaskEmbedding embedding, long at) {
    String key = embedding.slot().toString();
    return new InFlightRecord(
        record(topics.taskEmbeddings(), key, codecs.taskEmbedding(), embedding, at),
        new SentRecord.AnnouncementSent(embedding));
  }

  InFlightRecord withdrawal(SlotId slot, long at) {
    return new InFlightRecord(
        new LogRecord(topics.taskEmbeddings().name(), slot.toString(), null, at),
        new SentRecord.WithdrawalSent(slot));
  }

  InFlightRecord manifest(UpdateManifest manifest, long at) {
    String key = manifest.base().cluster().toString();
    return new InFlightRecord(
        record(topics.adapterUpdates(), key, codecs.updateManifest(), manifest, at),
        new SentRecord.ManifestSent(manifest));
  }

  InFlightRecord chunk(UpdateChunk chunk, long at) {
    String key = chunk.key().toString();
    return new InFlightRecord(
        record(topics.updateChunks(), key, codecs.updateChunk(), chunk, at),
        new SentRecord.ChunkSent(chunk));
  }

  InFlightRecord release(UpdateReleased released, long at) {
    return new InFlightRecord(
        ruling(released, at), new SentRecord.ReleaseSent(released.manifest()));
  }

  /**
   * Returns a release in the form of older programs, between the aggregator's own events; its
   * chunks follow.
   */
  InFlightRecord oldRelease(UpdateReleased released, long at) {
    return new InFlightRecord(event(released, at), new SentRecord.ReleaseSent(released.manifest()));
  }

  InFlightRecord discard(UpdateDiscarded discarded, long at) {
    return new InFlightRecord(
        ruling(discarded, at), new SentRecord.DiscardSent(discarded.cluster(), discarded.update()));
  }

  InFlightRecord policy(ClientPolicy policy, long at) {
    String key = policy.clients().value();
    return new InFlightRecord(
        record(topics.clientPolicy(), key, codecs.clientPolicy(), policy, at),
        new SentRecord.PolicySent(policy));
  }

  InFlightRecord noise(TopicSpec topic, String key, byte[] value, long at) {
    return new InFlightRecord(
        new LogRecord(topic.name(), key, value, at), new SentRecord.NoiseSent());
  }

  InFlightRecord forged(ChunkCommand order, long at) {
    String key = order.key().toString();
    return new InFlightRecord(
        record(topics.chunkEvents(), key, codecs.chunkEvent(), order, at),
        new SentRecord.ForgerySent());
  }

  InFlightRecord forged(ClusterEvent event, long at) {
    LogRecord record =
        event.asRuling().map(one -> ruling(one, at)).orElseGet(() -> event(event, at));
    return new InFlightRecord(record, new SentRecord.ForgerySent());
  }

  /** Returns whether there is another partition than the right one. */
  boolean hasWrongPartitions() {
    return topics.partitions() > 1;
  }

  /** Returns whether clients choose among several partitions of a topic. */
  boolean isPartitioned(String topic) {
    return topic.equals(topics.adapterUpdates().name())
        || topic.equals(topics.updateChunks().name());
  }

  /** Returns the same record on another partition than that of its key. */
  InFlightRecord misplaced(InFlightRecord inFlightRecord, int shift) {
    LogRecord record = inFlightRecord.record();
    return new InFlightRecord(
        new LogRecord(record.topic(), record.key(), record.value(), record.timestamp(), shift),
        new SentRecord.MisplacedSent());
  }

  private LogRecord ruling(UpdateRuling ruling, long at) {
    return record(
        topics.updateRulings(), ruling.cluster().toString(), codecs.updateRuling(), ruling, at);
  }

  private LogRecord event(ClusterEvent event, long at) {
    return record(
        topics.clusterEvents(), event.cluster().toString(), codecs.clusterEvent(), event, at);
  }

  private static <T> LogRecord record(
      TopicSpec topic, String key, RecordCodec<T> codec, T value, long at) {
    return new LogRecord(topic.name(), key, codec.encode(value), at);
  }
}
