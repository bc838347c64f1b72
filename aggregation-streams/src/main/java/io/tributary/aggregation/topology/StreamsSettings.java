package io.tributary.aggregation.topology;

import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.FederationNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * How one aggregator process runs the topology.
 *
 * @param stateDir where stores live; losing it costs time, never data
 * @param threads stream threads
 * @param commitInterval how often a transaction ends: every hop between sub-topologies waits for it
 * @param standbyReplicas copies of the state on other instances
 * @param cacheBytes record cache of all threads; should hold the chunks and sums of one commit
 * @param instance a name that a restarted process keeps, so that it takes over its own tasks at
 *     once instead of waiting for its former self to time out
 * @param topology settings of the topology itself
 */
public record StreamsSettings(
    Path stateDir,
    int threads,
    Duration commitInterval,
    int standbyReplicas,
    long cacheBytes,
    Optional<String> instance,
    TopologySettings topology) {
  /** The default of {@code cacheBytes}. */
  public static final long CACHE_BYTES = 64L << 20;

  /**
   * Far above the commit interval, so that no transaction is cut off; short, since an aggregator
   * that was killed and lost its disk leaves one open that readers wait for.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;

  /**
   * Where sites are merged whole: to decompose one of rank 512 and 4,096 inputs takes seconds, and
   * Streams may follow several orders before it looks at the clock.
   */
  private static final int TRANSACTION_TIMEOUT_OF_SITES_MS = 60_000;

  /**
   * A killed instance's tasks move after this; more often would mistake a busy machine for dead.
   */
  private static final int SESSION_TIMEOUT_MS = 10_000;

  /** An instance learns of tasks that it is to take over by its next heartbeat. */
  private static final int HEARTBEAT_MS = 500;

  /** Chunks are large: what is read ahead of processing stays below 25 MB a partition. */
  private static final int RECORDS_READ_AHEAD = 32;

  /** Of a partition and of all together: at Kafka's default every fetch would bring one chunk. */
  private static final int FETCH_BYTES = 8 << 20;

  /** The system's own choice: Kafka's 64 KiB hold the broker up while a chunk is processed. */
  private static final int RECEIVE_BUFFER_OF_THE_SYSTEM = -1;

  public StreamsSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("aggregator.threads must be >= 1, was " + threads);
    }
    if (commitInterval.toMillis() < 1 || commitInterval.toMillis() >= TRANSACTION_TIMEOUT_MS) {
      throw new IllegalArgumentException(
          "aggregator.commit-interval must be >= 1 ms and below the transaction timeout of "
              + TRANSACTION_TIMEOUT_MS
              + " ms, was "
              + commitInterval.toMillis()
              + " ms");
    }
    if (standbyReplicas < 0 || cacheBytes < 0) {
      throw new IllegalArgumentException(
          "aggregator.standby and cache-bytes must be >= 0, were "
              + standbyReplicas
              + " and "
              + cacheBytes);
    }
  }

  /** One thread, a commit every 100 ms, no standby. */
  public static StreamsSettings in(Path stateDir) {
    return new StreamsSettings(
        stateDir,
        1,
        Duration.ofMillis(100),
        0,
        CACHE_BYTES,
        Optional.empty(),
        TopologySettings.defaults());
  }

  /** The same with another number of threads. */
  public StreamsSettings withThreads(int number) {
    return new StreamsSettings(
        stateDir, number, commitInterval, standbyReplicas, cacheBytes, instance, topology);
  }

  /** The same with copies of the state on other instances. */
  public StreamsSettings withStandbys(int copies) {
    return new StreamsSettings(
        stateDir, threads, commitInterval, copies, cacheBytes, instance, topology);
  }

  /** The same with other settings of the topology. */
  public StreamsSettings with(TopologySettings other) {
    return new StreamsSettings(
        stateDir, threads, commitInterval, standbyReplicas, cacheBytes, instance, other);
  }

  /** Kafka Streams' configuration; the connection's own keys win where we do not insist. */
  Properties properties(Connection connection, ChunkRoute route) {
    var properties = new Properties();
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_READ_AHEAD);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_READ_AHEAD);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        FETCH_BYTES);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
        RECEIVE_BUFFER_OF_THE_SYSTEM);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        route.wholeSites() ? TRANSACTION_TIMEOUT_OF_SITES_MS : TRANSACTION_TIMEOUT_MS);
    properties.put(
        StreamsConfig.producerPrefix(Connection.COMPRESSION),
        connection.producerSettings().get(Connection.COMPRESSION));
    properties.putAll(connection.clientSettings());
    instance.ifPresent(
        name ->
            properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
    insist(properties, connection.federation());
    return properties;
  }

  private void insist(Properties properties, String federation) {
    properties.put(
        StreamsConfig.APPLICATION_ID_CONFIG, new FederationNames(federation).aggregator());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
    // Bad data never reaches these: sources read bytes, and processors set aside what they cannot
    // read. What does reach them is a bug or a lost broker, and skipping it would lose an update.
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class);
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class);
  }
}
