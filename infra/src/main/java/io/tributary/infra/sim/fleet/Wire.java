package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.log.LogRecord;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.event.ChunkEvent;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.UpdateChunk;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;

/** Domain records as they travel, each to its topic under its key. */
public record Wire(TopicCatalogue topics, Codecs codecs) {

  Shipment announcement(TaskEmbedding embedding, long at) {
    String key = embedding.slot().toString();
    return new Shipment(
        record(topics.taskEmbeddings(), key, codecs.taskEmbedding(), embedding, at),
        new Fact.AnnouncementSent(embedding));
  }

  Shipment withdrawal(SlotId slot, long at) {
    return new Shipment(
        new LogRecord(topics.taskEmbeddings().name(), slot.toString(), null, at),
        new Fact.WithdrawalSent(slot));
  }

  Shipment manifest(UpdateManifest manifest, long at) {
    String key = manifest.base().cluster().toString();
    return new Shipment(
        record(topics.adapterUpdates(), key, codecs.updateManifest(), manifest, at),
        new Fact.ManifestSent(manifest));
  }

  Shipment chunk(UpdateChunk chunk, long at) {
    String key = chunk.key().toString();
    return new Shipment(
        record(topics.updateChunks(), key, codecs.updateChunk(), chunk, at),
        new Fact.ChunkSent(chunk));
  }

  Shipment release(UpdateReleased released, long at) {
    return new Shipment(ruling(released, at), new Fact.ReleaseSent(released.manifest()));
  }

  /** Between the aggregator's own events; its chunks follow. */
  Shipment oldRelease(UpdateReleased released, long at) {
    return new Shipment(event(released, at), new Fact.ReleaseSent(released.manifest()));
  }

  Shipment discard(UpdateDiscarded discarded, long at) {
    return new Shipment(
        ruling(discarded, at), new Fact.DiscardSent(discarded.cluster(), discarded.update()));
  }

  Shipment policy(ClientPolicy policy, long at) {
    String key = policy.clients().value();
    return new Shipment(
        record(topics.clientPolicy(), key, codecs.clientPolicy(), policy, at),
        new Fact.PolicySent(policy));
  }

  Shipment noise(TopicSpec topic, String key, byte[] value, long at) {
    return new Shipment(new LogRecord(topic.name(), key, value, at), new Fact.NoiseSent());
  }

  Shipment forged(ChunkEvent order, long at) {
    String key = order.key().toString();
    return new Shipment(
        record(topics.chunkEvents(), key, codecs.chunkEvent(), order, at), new Fact.ForgerySent());
  }

  Shipment forged(ClusterEvent event, long at) {
    LogRecord record = event instanceof UpdateRuling ruling ? ruling(ruling, at) : event(event, at);
    return new Shipment(record, new Fact.ForgerySent());
  }

  /** Whether there is another partition than the right one. */
  boolean hasWrongPartitions() {
    return topics.partitions() > 1;
  }

  /** Whether clients choose among several partitions of a topic. */
  boolean isPartitioned(String topic) {
    return topic.equals(topics.adapterUpdates().name())
        || topic.equals(topics.updateChunks().name());
  }

  /** The same record, beside the partition of its key. */
  Shipment misplaced(Shipment shipment, int shift) {
    LogRecord record = shipment.record();
    return new Shipment(
        new LogRecord(record.topic(), record.key(), record.value(), record.timestamp(), shift),
        new Fact.MisplacedSent());
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
