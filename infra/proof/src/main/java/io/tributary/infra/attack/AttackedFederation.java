package io.tributary.infra.attack;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.infra.crash.SweepFederation;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.settings.FederationConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Runs the aggregator of a federation, and a follower as workers and routers have one. */
final class AttackedFederation implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);

  private final FederationConnection connection;
  private final SweepFederation federation;
  private final Path stateDir;
  private final ConcurrentLinkedQueue<String> stops = new ConcurrentLinkedQueue<>();
  private AggregatorApp aggregator;
  private FederationFollower follower;

  AttackedFederation(FederationConnection connection, SweepFederation federation, Path stateDir) {
    this.connection = connection;
    this.federation = federation;
    this.stateDir = stateDir;
  }

  void start() throws InterruptedException {
    aggregator =
        AggregatorApp.start(
            connection,
            federation.spec(),
            federation.registry(),
            StreamsSettings.in(stateDir).withThreads(2));
    try {
      aggregator.awaitReady(READY);
    } catch (RuntimeException e) {
      stops.add("the aggregator does not start: " + e.getMessage());
    }
    follower =
        FederationFollower.start(
            connection,
            federation.topics(),
            Codecs.of(federation.registry(), federation.topics()),
            FollowSettings.newest(federation.spec().layout(), Ledger.ALL),
            new Listener());
  }

  /** Restarts the aggregator without its state, so that all is restored from the topics. */
  void restart() throws IOException, InterruptedException {
    stop();
    deleteState();
    start();
  }

  private void stop() {
    aggregator
        .failure()
        .ifPresent(cause -> stops.add("the aggregator stopped by itself: " + cause));
    follower.close();
    aggregator.close();
  }

  private void deleteState() throws IOException {
    if (Files.notExists(stateDir)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(stateDir)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** Returns the unexpected ends of the aggregator or the follower. */
  List<String> stops() {
    var all = new ArrayList<>(stops);
    aggregator.failure().ifPresent(cause -> all.add("the aggregator stopped: " + cause));
    return all;
  }

  @Override
  public void close() {
    if (aggregator != null) {
      stop();
    }
  }

  private final class Listener implements FollowListener {
    @Override
    public void clusterState(ClusterState state) {}

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {}

    @Override
    public void failed(RuntimeException cause) {
      stops.add("the follower stopped: " + cause);
    }
  }
}
