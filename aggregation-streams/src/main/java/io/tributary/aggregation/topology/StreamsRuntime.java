package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.payload.KafkaPayloadLog;
import io.tributary.aggregation.topology.disk.StateDirectoryCheck;
import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.files.PrivateFolder;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology. It ends when it is closed, or by itself at the first uncaught error. */
public final class StreamsRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);

  /** The time limit of the drain, which is well within a pod's usual grace period of 30 s. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final KafkaStreams streams;
  private final String description;
  private final Path stateDir;
  private final boolean comesBack;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private StreamsRuntime(KafkaStreams streams, String description, StreamsSettings settings) {
    this.streams = streams;
    this.description = description;
    stateDir = settings.stateDir();
    comesBack = settings.instance().isPresent();
  }

  /**
   * Starts the aggregator of a federation; returns before it is running.
   *
   * @param topologyListener receives what the topology writes
   * @throws io.tributary.schemas.settings.Failure STATE_DIR_UNUSABLE if its state cannot be kept
   */
  public static StreamsRuntime start(
      FederationConnection connection,
      FederationSpec spec,
      TopicCatalogue topics,
      Codecs codecs,
      StreamsSettings settings,
      TopologyListener topologyListener) {
    if (settings.topology().chunkState() == StateBackend.ROCKSDB) {
      BoundedRocksDb.load();
    }
    Topology topology =
        new AggregationTopology(
                spec,
                topics,
                codecs,
                settings.topology(),
                KafkaPayloadLog.of(connection.clientSettings(), topics.updateChunks().name()),
                topologyListener)
            .build();
    ChunkRoute route = ChunkRoute.of(MergePlan.of(spec.merge()).strategy());
    var runtime =
        new StreamsRuntime(
            create(topology, settings.properties(connection, route), settings.stateDir()),
            topology.describe().toString(),
            settings);
    runtime.streams.setStateListener(runtime::onState);
    runtime.streams.setUncaughtExceptionHandler(runtime::onFailure);
    runtime.streams.start();
    return runtime;
  }

  /**
   * Creates the Streams application and restores the private modes of both state folders, because
   * Kafka Streams lets its group read them.
   */
  private static KafkaStreams create(Topology topology, Properties properties, Path stateDir) {
    Path own = stateDir.resolve(properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
    try {
      PrivateFolder.openParent(stateDir);
      PrivateFolder.open(own);
      StateDirectoryCheck.wipeDamaged(own);
      var streams = new KafkaStreams(topology, properties);
      PrivateFolder.close(stateDir);
      PrivateFolder.close(own);
      return streams;
    } catch (StreamsException e) {
      throw StateFailures.of(e, stateDir);
    } catch (IOException e) {
      throw StateFailures.unusable(stateDir, e, e);
    }
  }

  /** Returns the state of the topology. */
  public StreamsState state() {
    return StreamsState.valueOf(streams.state().name());
  }

  /** Processors, stores and topics, as Kafka Streams describes them. */
  public String description() {
    return description;
  }

  /**
   * Waits until all tasks have their state and process records; returns whether they do within the
   * timeout.
   */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && failure().isEmpty();
  }

  /** Returns how many records of changelogs its stores, standbys among them, still have to read. */
  public long restoreRemaining() {
    return streams.allLocalStorePartitionLags().values().stream()
        .flatMap(partitions -> partitions.values().stream())
        .mapToLong(LagInfo::offsetLag)
        .sum();
  }

  /** The number of stores on this instance, active ones and standbys. */
  public int stores() {
    return streams.allLocalStorePartitionLags().values().stream().mapToInt(Map::size).sum();
  }

  /** Waits for the end; returns false if it did not come within the timeout. */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns why the topology ended by itself; empty if it runs or was closed. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /**
   * Commits and stops. Other instances take its tasks over at once, unless it has a name under
   * which it is expected back.
   */
  @Override
  public void close() {
    var membership =
        comesBack ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP;
    if (!streams.close(CloseOptions.timeout(DRAIN).withGroupMembershipOperation(membership))) {
      LOG.atWarn()
          .addKeyValue(LogKeys.SECONDS, DRAIN.toSeconds())
          .log("aggregator did not drain in time");
    }
    ended.countDown();
  }

  private void onState(State now, State before) {
    LOG.atInfo()
        .addKeyValue(LogKeys.STATE, now)
        .addKeyValue(LogKeys.BEFORE, before)
        .log("aggregator changed its state");
    if (now == State.RUNNING) {
      running.countDown();
    } else if (now == State.ERROR || now == State.NOT_RUNNING) {
      running.countDown();
      ended.countDown();
    }
  }

  /** Stops the whole process on an error of one thread, so that its supervisor starts it afresh. */
  private StreamThreadExceptionResponse onFailure(Throwable error) {
    failure.compareAndSet(
        null, error instanceof RuntimeException known ? StateFailures.of(known, stateDir) : error);
    LOG.atError()
        .setCause(error)
        .log("aggregator stops: an error reached the top of a stream thread");
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
