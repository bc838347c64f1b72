package io.tributary.infra.operate;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds the chunks that manifests name, by their digests; it has one payload in memory at a time.
 * Chunks are written in the transaction of their manifest, or shortly before, so only that part of
 * the log is read.
 */
final class ChunkFinder {
  /**
   * The time before a manifest in which its chunks are searched: a transaction lasts a minute at
   * most, and clocks of producers differ.
   */
  private static final Duration BEFORE = Duration.ofMinutes(10);

  private static final Duration AFTER = Duration.ofMinutes(10);

  private final LogCursor cursor;
  private final TopicCatalogue topics;
  private final Codecs codecs;

  ChunkFinder(LogCursor cursor, TopicCatalogue topics, Codecs codecs) {
    this.cursor = cursor;
    this.topics = topics;
    this.codecs = codecs;
  }

  /** Returns the first copy of every update's chunks, around the time of their manifests. */
  Map<UpdateId, SortedMap<Integer, RecordPosition>> near(
      Collection<PositionedRecord<UpdateManifest>> manifests) {
    if (manifests.isEmpty()) {
      return Map.of();
    }
    Instant first =
        manifests.stream().map(PositionedRecord::at).min(Instant::compareTo).orElseThrow();
    Instant last =
        manifests.stream().map(PositionedRecord::at).max(Instant::compareTo).orElseThrow();
    return find(manifests, first.minus(BEFORE), last.plus(AFTER));
  }

  /** Returns the first copy of one update's chunks, anywhere in the log. */
  SortedMap<Integer, RecordPosition> anywhere(PositionedRecord<UpdateManifest> manifest) {
    SortedMap<Integer, RecordPosition> near = near(Set.of(manifest)).get(manifest.value().id());
    return near.size() == manifest.value().chunkDigests().size()
        ? near
        : find(Set.of(manifest), Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE))
            .get(manifest.value().id());
  }

  /** Returns the chunks of a version, around the time of its manifest. */
  SortedMap<Integer, RecordPosition> of(PositionedRecord<AdapterManifest> manifest) {
    AdapterManifest adapter = manifest.value();
    var indices = new HashMap<String, Integer>();
    for (int index = 0; index < adapter.chunkDigests().size(); index++) {
      indices.put(adapter.key() + "/" + index, index);
    }
    var found = new TreeMap<Integer, RecordPosition>();
    cursor.scan(
        topics.globalAdapterChunks().name(),
        manifest.at().minus(BEFORE),
        manifest.at().plus(AFTER),
        record -> {
          Integer index = indices.get(record.key());
          if (index != null && record.value() != null) {
            found.put(index, place(record));
          }
          return found.size() < indices.size();
        });
    return found;
  }

  private Map<UpdateId, SortedMap<Integer, RecordPosition>> find(
      Collection<PositionedRecord<UpdateManifest>> manifests, Instant from, Instant until) {
    var wanted = new HashMap<UpdateId, UpdateManifest>();
    var found = new HashMap<UpdateId, SortedMap<Integer, RecordPosition>>();
    var missing = new HashSet<String>();
    var keys = new HashSet<String>();
    for (PositionedRecord<UpdateManifest> positionedRecord : manifests) {
      UpdateManifest manifest = positionedRecord.value();
      wanted.put(manifest.id(), manifest);
      found.put(manifest.id(), new TreeMap<>());
      for (int index = 0; index < manifest.chunkDigests().size(); index++) {
        missing.add(manifest.id() + " " + index);
        keys.add(new ChunkKey(manifest.base().cluster(), index).toString());
      }
    }
    cursor.scan(
        topics.updateChunks().name(),
        from,
        until,
        record -> {
          if (record.value() != null && keys.contains(record.key())) {
            note(record, wanted, found, missing);
          }
          return !missing.isEmpty();
        });
    return found;
  }

  private void note(
      ConsumerRecord<String, byte[]> record,
      Map<UpdateId, UpdateManifest> wanted,
      Map<UpdateId, SortedMap<Integer, RecordPosition>> found,
      Set<String> missing) {
    UpdateChunk chunk;
    try {
      chunk = codecs.updateChunk().decode(record.value());
    } catch (UndecodableRecord e) {
      // The record is in quarantine, and is no client's chunk.
      return;
    }
    UpdateManifest manifest = wanted.get(chunk.update());
    int index = chunk.key().index();
    if (manifest != null
        && index < manifest.chunkDigests().size()
        && Digests.matches(manifest.chunkDigests().get(index), digest(chunk))
        && missing.remove(chunk.update() + " " + index)) {
      found.get(chunk.update()).put(index, place(record));
    }
  }

  private static String digest(UpdateChunk chunk) {
    return Digests.full(chunk.payload());
  }

  static RecordPosition place(ConsumerRecord<?, ?> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }
}
