package io.tributary.infra.sim.log;

import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;

/**
 * Keeps the committed records of all topics of one federation. A transaction that has not committed
 * never gets here, so that every reader is a {@code read_committed} one.
 */
public final class BrokerLog {
  private final Map<String, List<List<LogRecord>>> topics = new TreeMap<>();

  /** The topics whose records the broker dates. */
  private final Set<String> dated = new TreeSet<>();

  private long records;

  /**
   * Creates the topics of a catalogue, all partitions without records.
   *
   * @param dates whether the broker dates clients' records, as it does unless the topics were made
   *     by an older version and never altered
   */
  public BrokerLog(TopicCatalogue catalogue, boolean dates) {
    for (TopicSpec topic : catalogue.all()) {
      var partitions = new ArrayList<List<LogRecord>>();
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.add(new ArrayList<>());
      }
      topics.put(topic.name(), partitions);
      if (dates && topic.brokerTime()) {
        dated.add(topic.name());
      }
    }
  }

  /** Returns the number of a topic's partitions. */
  public int partitions(String topic) {
    return topics.get(topic).size();
  }

  /** Returns the number of records of a partition so far, which is the offset of the next. */
  public int end(String topic, int partition) {
    return topics.get(topic).get(partition).size();
  }

  /** Returns the record at an offset; throws if there is none. */
  public LogRecord at(String topic, int partition, int offset) {
    return topics.get(topic).get(partition).get(offset);
  }

  /** Returns a growing view of all records of a partition, which the caller must not change. */
  public List<LogRecord> partition(String topic, int partition) {
    return topics.get(topic).get(partition);
  }

  /** Returns the number of records of all topics. */
  public long records() {
    return records;
  }

  /** Returns by which clock a topic's records are dated. */
  public TimestampType timestampType(String topic) {
    return dated.contains(topic) ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
  }

  /**
   * Adds a client's record.
   *
   * @param now by the broker's clock
   * @return its offset
   */
  public long append(LogRecord sent, long now) {
    return append(dated.contains(sent.topic()) ? sent.at(now) : sent);
  }

  /** Adds records in this order, each to the partition of its key. */
  public void append(List<LogRecord> appended) {
    appended.forEach(this::append);
  }

  private long append(LogRecord record) {
    List<List<LogRecord>> partitions = topics.get(record.topic());
    int partition = partitionOf(record.key(), partitions.size()) + record.shift();
    List<LogRecord> appended = partitions.get(partition % partitions.size());
    long offset = appended.size();
    appended.add(record);
    records++;
    return offset;
  }

  /**
   * Returns the partition that Kafka's producers choose; without a key they choose any, here one
   * after the other.
   */
  private int partitionOf(String key, int partitions) {
    if (partitions == 1) {
      return 0;
    }
    return key == null
        ? (int) (records % partitions)
        : Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
