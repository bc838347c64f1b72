package io.tributary.worker;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.WorkerReport.Phase;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.FollowSettings;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.worker.data.ClientRows;
import io.tributary.worker.data.DataFeed;
import io.tributary.worker.data.GrowingFile;
import io.tributary.worker.exchange.Announcer;
import io.tributary.worker.exchange.Downstream;
import io.tributary.worker.exchange.KafkaAnnouncer;
import io.tributary.worker.exchange.RowTopic;
import io.tributary.worker.exchange.UpdatePublisher;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.state.ClientState;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the clients of one process to their federation, and runs them. */
public final class WorkerApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);

  private final SchemaRegistry registry;
  private final Announcer announcer;
  private final Queue<ClientWorker> clients = new ConcurrentLinkedQueue<>();
  private final Parts parts;
  private final Crew crew;
  private FederationFollower follower;
  private Optional<RowTopic> rowTopic = Optional.empty();
  private volatile WorkerHost host;
  private volatile boolean stopping;

  /**
   * What a worker process is made of.
   *
   * @param connection where the federation lives
   * @param spec what it agreed on
   * @param settings how to cluster and train
   * @param rows of the clients to host
   * @param feedTopic topic of new rows, read beside growing files
   * @param stateRoot folder of the clients' states
   * @param embedder the frozen base model
   * @param trainer over the same model
   * @param threads clients that embed and train at once
   * @param clock stamps what is published
   */
  public record Parts(
      Connection connection,
      FederationSpec spec,
      WorkerSettings settings,
      List<ClientRows> rows,
      Optional<String> feedTopic,
      Path stateRoot,
      Embedder embedder,
      Trainer trainer,
      int threads,
      Clock clock) {}

  /** Nothing is opened yet but the producer of announcements. */
  public WorkerApp(Parts parts) {
    this(parts, SchemaRegistry.of(parts.connection()));
  }

  /** For tests: with a registry of their own. */
  WorkerApp(Parts parts, SchemaRegistry registry) {
    int most = parts.spec().layout().rank();
    if (parts.settings().rank() > most) {
      throw Failure.badArguments(
          "--rank must be at most the federation's " + most + ", was " + parts.settings().rank(),
          null);
    }
    this.parts = parts;
    this.registry = registry;
    this.crew = new Crew(parts.threads());
    this.announcer = new KafkaAnnouncer(parts.connection(), topics(), codecs());
  }

  /**
   * Joins, trains until all rounds are done or {@link #stop} is called.
   *
   * @param ready runs once all clients have joined
   * @throws io.tributary.schemas.settings.Failure if a client cannot start or go on
   */
  public void run(Runnable ready) throws InterruptedException {
    var ours = parts.rows().stream().map(ClientRows::client).collect(Collectors.toSet());
    var downstream = new Downstream(parts.spec(), ours);
    follower =
        FederationFollower.start(
            parts.connection(),
            topics(),
            codecs(),
            FollowSettings.newest(parts.spec().layout(), ledger()),
            downstream);
    rowTopic = parts.feedTopic().map(topic -> RowTopic.open(parts.connection(), topic, ours));
    // All totals first, so that who watches knows how much is to come.
    var progress = new HashMap<ClientId, ClientProgress>();
    for (ClientRows rows : parts.rows()) {
      progress.put(rows.client(), waiting(rows));
    }
    List<ClientWorker> joining =
        crew.each(parts.rows(), rows -> client(rows, progress.get(rows.client())));
    host = new WorkerHost(joining, crew, downstream, follower::caughtUp);
    if (stopping) {
      return;
    }
    host.join();
    ready.run();
    host.run();
    LOG.info(
        "{}: clients={} bytesReceived={} recordsSkipped={}",
        stopping ? "stopped" : "all rounds trained",
        clients.size(),
        follower.bytesReceived(),
        follower.skipped());
  }

  /** All of it where a client may have sent updates that its state does not tell of. */
  private Ledger ledger() {
    String federation = parts.connection().federation();
    boolean fresh =
        parts.rows().stream()
            .anyMatch(rows -> ClientState.isFresh(parts.stateRoot(), federation, rows.client()));
    return fresh ? Ledger.ALL : Ledger.NEW;
  }

  /** Lets {@link #run} end after the slot that is being trained. */
  public void stop() {
    stopping = true;
    if (host != null) {
      host.stop();
    }
  }

  private ClientProgress waiting(ClientRows rows) {
    var progress = new ClientProgress(rows.client(), announcer, parts.clock());
    double total = rows.train().size();
    progress.say(Phase.EMBEDDING, -1, Map.of("done", 0.0, "total", total));
    return progress;
  }

  private ClientWorker client(ClientRows rows, ClientProgress progress) {
    ClientId client = rows.client();
    var state = ClientState.open(parts.stateRoot(), parts.connection().federation(), client);
    var publisher = new UpdatePublisher(parts.connection(), topics(), client);
    try {
      publisher.takeOver();
      var setup =
          new LocalSlots.Setup(
              client,
              parts.spec().baseModel(),
              parts.settings(),
              parts.embedder(),
              announcer,
              parts.clock());
      LocalSlots slots = LocalSlots.of(setup, rows.train(), state, progress);
      var worker =
          new ClientWorker(
              parts.settings(),
              slots,
              new ClientWorker.Parts(
                  feed(rows),
                  state,
                  parts.trainer(),
                  new UpdateWriter(codecs()),
                  publisher,
                  progress,
                  parts.clock()));
      clients.add(worker);
      return worker;
    } catch (RuntimeException e) {
      publisher.close();
      state.close();
      throw e;
    }
  }

  private DataFeed feed(ClientRows rows) {
    DataFeed file = rows.growing().map(GrowingFile::follow).orElse(List::of);
    DataFeed topic = rowTopic.map(open -> open.of(rows.client())).orElse(List::of);
    return () -> {
      var appeared = new ArrayList<>(file.poll());
      appeared.addAll(topic.poll());
      return appeared;
    };
  }

  private TopicCatalogue topics() {
    return new TopicCatalogue(parts.connection().federation(), 1);
  }

  private Codecs codecs() {
    return Codecs.of(registry, topics());
  }

  @Override
  public void close() {
    crew.close();
    clients.forEach(ClientWorker::close);
    if (follower != null) {
      follower.close();
    }
    rowTopic.ifPresent(RowTopic::close);
    announcer.close();
    registry.close();
  }
}
