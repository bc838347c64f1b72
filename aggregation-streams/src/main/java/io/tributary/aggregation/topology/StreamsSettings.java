package io.tributary.aggregation.topology;

import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.FederationNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * The settings of one aggregator process.
 *
 * @param stateDir folder of its stores; losing it costs time, never data
 * @param threads stream threads
 * @param commitInterval how often a transaction ends: every hop between sub-topologies waits for it
 * @param standbyReplicas copies of the state on other instances
 * @param cacheBytes record cache of all threads; should have room for the chunks and sums of one
 *     commit
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
   * The transaction timeout. It is far above the commit interval, so that no transaction is
   * aborted; it is short, because an aggregator that was killed and lost its disk leaves an open
   * transaction that readers wait for.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;

  /**
   * Where target modules are merged whole: to decompose one of rank 512 and 4,096 inputs takes
   * seconds, and Streams may carry out several commands before it looks at the clock.
   */
  private static final int TRANSACTION_TIMEOUT_OF_MODULES_MS = 60_000;

  /**
   * The time after which a killed instance's tasks move; with a shorter one a busy machine would be
   * mistaken for dead.
   */
  private static final int SESSION_TIMEOUT_MS = 10_000;

  /** The heartbeat interval, by which an instance learns of tasks that it takes over. */
  private static final int HEARTBEAT_MS = 500;

  /**
   * The number of records that are read ahead of processing. Chunks are large; this keeps them
   * below 25 MB a partition.
   */
  private static final int RECORDS_READ_AHEAD = 32;

  /**
   * The bytes of a fetch, of a partition and of all together: with Kafka's default every fetch
   * would return one chunk.
   */
  private static final int FETCH_BYTES = 8 << 20;

  /**
   * Leaves the receive buffer to the system: Kafka's 64 KiB delay the broker while a chunk is
   * processed.
   */
  private static final int RECEIVE_BUFFER_OF_THE_SYSTEM = -1;

  /** The prefixes of our defaults. Without its first word the first is the second. */
  private static final List<String> PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX);

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

  /** Returns the defaults: one thread, a commit every 100 ms, no standby. */
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

  /** Returns these settings with another number of threads. */
  public StreamsSettings withThreads(int number) {
    return new StreamsSettings(
        stateDir, number, commitInterval, standbyReplicas, cacheBytes, instance, topology);
  }

  /** Returns these settings with copies of the state on other instances. */
  public StreamsSettings withStandbys(int copies) {
    return new StreamsSettings(
        stateDir, threads, commitInterval, copies, cacheBytes, instance, topology);
  }

  /** Returns these settings with other settings of the topology. */
  public StreamsSettings with(TopologySettings other) {
    return new StreamsSettings(
        stateDir, threads, commitInterval, standbyReplicas, cacheBytes, instance, other);
  }

  /**
   * Kafka Streams' configuration. The connection's own keys win where we do not insist, whichever
   * of Streams' prefixes they have.
   */
  Properties properties(FederationConnection connection, ChunkRoute route) {
    var properties = new Properties();
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_READ_AHEAD);
    prefixed(route)
        .forEach(
            (key, value) -> {
              if (!saysOtherwise(connection.clientSettings(), key)) {
                properties.put(key, value);
              }
            });
    properties.putAll(connection.clientSettings());
    instance.ifPresent(
        name ->
            properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
    insist(properties, connection.federation());
    return properties;
  }

  /** Defaults for one of Streams' clients each. */
  private static Map<String, Object> prefixed(ChunkRoute route) {
    return Map.of(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
        RECORDS_READ_AHEAD,
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        FETCH_BYTES,
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        FETCH_BYTES,
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
        RECEIVE_BUFFER_OF_THE_SYSTEM,
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION_TIMEOUT_MS,
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_MS,
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        route.wholeModules() ? TRANSACTION_TIMEOUT_OF_MODULES_MS : TRANSACTION_TIMEOUT_MS,
        StreamsConfig.producerPrefix(FederationConnection.COMPRESSION),
        FederationConnection.DEFAULT_COMPRESSION);
  }

  /**
   * Whether the user set the key, or a more general one that Streams would let ours win over: of
   * {@code main.consumer.x} also {@code consumer.x} and {@code x}.
   */
  private static boolean saysOtherwise(Map<String, Object> users, String key) {
    for (String general = key; ; general = general.substring(general.indexOf('.') + 1)) {
      if (users.containsKey(general)) {
        return true;
      }
      if (PREFIXES.stream().noneMatch(general::startsWith)) {
        return false;
      }
    }
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
