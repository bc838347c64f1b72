package io.tributary.infra.sim.view;

import io.tributary.infra.sim.log.BrokerLog;
import io.tributary.infra.sim.log.LogRecord;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads what became visible in the topics that the aggregator publishes. */
public final class OutputReader {
  private final BrokerLog log;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final List<OutputListener> listeners;
  private final Map<String, int[]> positions = new TreeMap<>();

  /** Creates a reader from the beginning of the topics, for listeners in this order. */
  public OutputReader(
      BrokerLog log, TopicCatalogue topics, Codecs codecs, List<OutputListener> listeners) {
    this.log = log;
    this.topics = topics;
    this.codecs = codecs;
    this.listeners = listeners;
  }

  /** Reports everything that is new to the listeners. */
  public void advance() {
    read(topics.clusterState(), codecs.clusterState(), OutputListener::clusters, null);
    read(topics.updateLedger(), codecs.ledgerEntry(), OutputListener::decided, null);
    read(topics.quarantine(), codecs.quarantineRecord(), OutputListener::quarantined, null);
    read(
        topics.globalAdapterChunks(),
        codecs.adapterChunk(),
        OutputListener::chunk,
        OutputListener::chunkRemoved);
    read(topics.personalAdapters(), codecs.personalChunk(), OutputListener::personal, null);
    read(
        topics.globalAdapters(),
        codecs.adapterManifest(),
        OutputListener::published,
        OutputListener::unpublished);
    each(OutputListener::told);
  }

  private interface Told<T> {
    void tell(OutputListener listener, T value);
  }

  /** Reads a topic; tombstones are ignored where the topic has none. */
  private <T> void read(TopicSpec topic, RecordCodec<T> codec, Told<T> told, Told<String> removed) {
    int[] at = positions.computeIfAbsent(topic.name(), name -> new int[topic.partitions()]);
    for (int partition = 0; partition < at.length; partition++) {
      List<LogRecord> records = log.partition(topic.name(), partition);
      while (at[partition] < records.size()) {
        LogRecord record = records.get(at[partition]++);
        if (record.value() != null) {
          T value = decode(codec, record);
          each(listener -> told.tell(listener, value));
        } else if (removed != null) {
          each(listener -> removed.tell(listener, record.key()));
        }
      }
    }
  }

  private void each(Consumer<OutputListener> tell) {
    listeners.forEach(tell);
  }

  private static <T> T decode(RecordCodec<T> codec, LogRecord record) {
    try {
      return codec.decode(record.value());
    } catch (UndecodableRecord e) {
      throw new IllegalStateException("the aggregator wrote what nobody can read: " + record, e);
    }
  }
}
