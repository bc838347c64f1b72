package io.tributary.aggregation;

import io.tributary.aggregation.topology.StreamsRuntime;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.aggregation.topology.StreamsState;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.MissingTopics;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Optional;

/** One aggregator process: wires the topology to a broker and a registry, and runs it. */
public final class AggregatorApp implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final FederationConnection connection;
  private final StreamsRuntime runtime;

  private AggregatorApp(FederationConnection connection, StreamsRuntime runtime) {
    this.connection = connection;
    this.runtime = runtime;
  }

  /**
   * Starts the aggregator and returns before it is ready.
   *
   * @throws Failure if topics are missing or the broker is out of reach
   */
  public static AggregatorApp start(
      FederationConnection connection,
      FederationSpec spec,
      SchemaRegistry registry,
      StreamsSettings settings) {
    return start(connection, spec, registry, settings, TopologyListener.NONE);
  }

  /**
   * Starts the aggregator with a listener to which it reports the records that the topology writes.
   */
  static AggregatorApp start(
      FederationConnection connection,
      FederationSpec spec,
      SchemaRegistry registry,
      StreamsSettings settings,
      TopologyListener topologyListener) {
    TopicCatalogue topics = TopicCheck.read(connection);
    return new AggregatorApp(
        connection,
        StreamsRuntime.start(
            connection, spec, topics, Codecs.of(registry, topics), settings, topologyListener));
  }

  /** Returns the state of the topology. */
  StreamsState state() {
    return runtime.state();
  }

  /** Describes the processors, stores and topics. */
  String topology() {
    return runtime.description();
  }

  /**
   * Waits until all its tasks process records.
   *
   * @throws Failure TIMEOUT if that takes longer, DOMAIN if it ended instead
   */
  public void awaitReady(Duration timeout) throws InterruptedException {
    boolean ready = runtime.awaitRunning(timeout);
    runtime.failure().ifPresent(this::fail);
    if (!ready) {
      throw new Failure(
          Failure.Kind.TIMEOUT,
          "AGGREGATOR_NOT_READY",
          "the aggregator must be running within " + timeout + ", and is not",
          "Look at its log; restoring much state may need more time.");
    }
  }

  /**
   * Blocks until it was closed.
   *
   * @throws Failure if it ended by itself, so that the process exits non-zero and is restarted
   */
  public void awaitEnd() throws InterruptedException {
    awaitEnd(LOOK);
  }

  /** Does the same with another interval between two checks of the topics. */
  void awaitEnd(Duration look) throws InterruptedException {
    boolean suspected = false;
    while (!runtime.awaitEnd(look)) {
      // Streams retries a write to a deleted topic for ever.
      Optional<Failure> gone = MissingTopics.asReason(connection, null);
      if (suspected && gone.isPresent()) {
        throw gone.get();
      }
      suspected = gone.isPresent();
    }
    runtime.failure().ifPresent(this::fail);
  }

  /** Returns why the topology ended by itself; empty while it runs or after it was closed. */
  public Optional<Throwable> failure() {
    return runtime.failure();
  }

  /** Returns how many records of changelogs its stores, standbys among them, still have to read. */
  public long restoreRemaining() {
    return runtime.restoreRemaining();
  }

  /** The number of stores on this instance, active ones and standbys. */
  public int stores() {
    return runtime.stores();
  }

  /** Lets the topology finish the records that it holds, then stops it. */
  @Override
  public void close() {
    runtime.close();
  }

  private void fail(Throwable cause) {
    if (cause instanceof Failure known) {
      throw known;
    }
    // When a topic was deleted, Streams ends with a message that does not name it.
    Optional<Failure> gone = MissingTopics.asReason(connection, cause);
    if (gone.isPresent()) {
      throw gone.get();
    }
    throw new Failure(
        Failure.Kind.DOMAIN,
        "AGGREGATOR_STOPPED",
        "the aggregator stopped: " + cause,
        "Start it again: it continues after its last commit. If it stops again, report the log.",
        cause);
  }
}
