package io.tributary.worker.command;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.worker.ClientParts;
import io.tributary.worker.ClientThreadPool;
import io.tributary.worker.ClientWorker;
import io.tributary.worker.WorkerHost;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.data.row.GrowingFile;
import io.tributary.worker.exchange.FederationState;
import io.tributary.worker.exchange.FederationTransport;
import io.tributary.worker.exchange.UpdateSink;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.slot.ClientProgress;
import io.tributary.worker.slot.ClientSlots;
import io.tributary.worker.slot.Embedder;
import io.tributary.worker.slot.LossEvaluator;
import io.tributary.worker.slot.SlotTrainer;
import io.tributary.worker.slot.WorkerSettings;
import io.tributary.worker.state.ClientState;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the clients of one process to their federation, and runs them. */
public final class WorkerApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);

  private final Queue<ClientWorker> clients = new ConcurrentLinkedQueue<>();
  private final Parts parts;
  private final FederationTransport federationTransport;
  private final Set<ClientId> ours;
  private final FederationState federationState;
  private final ClientThreadPool clientThreadPool;
  private volatile WorkerHost host;
  private volatile boolean stopping;

  /**
   * The parts of a worker process.
   *
   * @param exchange connection to the federation; closed with the app
   * @param spec contract of the federation
   * @param settings of clustering and training
   * @param rows of the clients to host
   * @param stateRoot folder of the clients' states
   * @param embedder the frozen base model
   * @param trainer over the same model
   * @param losses by the same model
   * @param threads clients that embed and train at once
   * @param clock dates what is published
   */
  public record Parts(
      FederationTransport exchange,
      FederationSpec spec,
      WorkerSettings settings,
      List<ClientDataset> rows,
      Path stateRoot,
      Embedder embedder,
      SlotTrainer trainer,
      LossEvaluator losses,
      int threads,
      Clock clock) {}

  /** Creates the app; nothing is opened yet. */
  public WorkerApp(Parts parts) {
    int most = parts.spec().layout().rank();
    int largest =
        parts.settings().ranks().stream().mapToInt(rank -> rank.orElse(0)).max().orElseThrow();
    if (largest > most) {
      throw Failure.badArguments(
          "--rank must be at most the federation's " + most + ", was " + largest, null);
    }
    boolean thin = parts.settings().method().isThin();
    if (thin && parts.spec().merge().personal() == PersonalInitMode.OFF) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "STARTS_NOT_PUBLISHED",
          "merge.personal of federation "
              + parts.spec().federation()
              + " must be never, small or always with --thin, was off",
          "Start the federation with --personal-adapters, or leave --thin out.");
    }
    this.parts = parts;
    this.federationTransport = parts.exchange();
    this.ours = parts.rows().stream().map(ClientDataset::client).collect(Collectors.toSet());
    this.federationState = new FederationState(parts.spec(), ours);
    this.clientThreadPool = new ClientThreadPool(parts.threads());
  }

  /**
   * Joins, trains until all rounds are done or {@link #stop} is called.
   *
   * @param ready runs once all clients have joined
   * @throws io.tributary.schemas.settings.Failure if a client cannot start or go on
   */
  public void run(Runnable ready) throws InterruptedException {
    federationTransport.follow(
        federationState, ledger(), parts.settings().method().isThin() ? ours : Set.of());
    // All totals are reported first, so that an observer knows how much work there is.
    var progress = new HashMap<ClientId, ClientProgress>();
    for (ClientDataset rows : parts.rows()) {
      progress.put(rows.client(), waiting(rows));
    }
    List<ClientWorker> joining =
        clientThreadPool.each(parts.rows(), rows -> client(rows, progress.get(rows.client())));
    host =
        new WorkerHost(joining, clientThreadPool, federationState, federationTransport::caughtUp);
    if (stopping) {
      return;
    }
    host.join();
    ready.run();
    host.run();
    LOG.atInfo()
        .addKeyValue(LogKeys.REASON, stopping ? "stopped" : "all rounds trained")
        .addKeyValue(LogKeys.CLIENTS, clients.size())
        .log("worker ends");
  }

  /**
   * Returns which decisions to follow: all of them if a client may have sent updates that its state
   * does not know.
   */
  private Ledger ledger() {
    String federation = federationTransport.federation();
    boolean fresh =
        parts.rows().stream()
            .anyMatch(rows -> ClientState.isFresh(parts.stateRoot(), federation, rows.client()));
    return fresh ? Ledger.ALL : Ledger.NEW;
  }

  /** Makes {@link #run} end after the slot that is being trained. */
  public void stop() {
    stopping = true;
    if (host != null) {
      host.stop();
    }
  }

  /**
   * Returns, after {@link #run}, the adapters that the clients themselves would use now, by slot.
   */
  public SortedMap<SlotId, LoraAdapter> personalAdapters() {
    var personal = new TreeMap<SlotId, LoraAdapter>();
    clients.forEach(client -> personal.putAll(client.personalAdapters(federationState)));
    return personal;
  }

  /**
   * Returns, after {@link #run}, the pairs of adapters that the clients themselves would use now,
   * for methods that have two with a gate between them.
   */
  public SortedMap<SlotId, GatedAdapters> gatedAdapters() {
    var gated = new TreeMap<SlotId, GatedAdapters>();
    clients.forEach(client -> gated.putAll(client.gatedAdapters(federationState)));
    return gated;
  }

  private ClientProgress waiting(ClientDataset rows) {
    var progress =
        new ClientProgress(rows.client(), federationTransport.announcer(), parts.clock());
    double total = rows.train().size();
    progress.say(Phase.EMBEDDING, -1, Map.of("done", 0.0, "total", total));
    return progress;
  }

  private ClientWorker client(ClientDataset rows, ClientProgress progress) {
    ClientId client = rows.client();
    var state = ClientState.open(parts.stateRoot(), federationTransport.federation(), client);
    try {
      return worker(rows, state, progress);
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  private ClientWorker worker(ClientDataset rows, ClientState state, ClientProgress progress) {
    ClientId client = rows.client();
    RecordSigner signer = signer(client, state);
    UpdateSink sink = federationTransport.sink(client);
    try {
      var setup =
          new ClientSlots.Setup(
              client,
              parts.spec().baseModel(),
              parts.settings(),
              parts.embedder(),
              federationTransport.announcer(),
              signer,
              parts.clock());
      ClientSlots slots = ClientSlots.of(setup, rows.train(), state, progress);
      var worker =
          new ClientWorker(
              parts.spec(),
              parts.settings(),
              parts.settings().rankOf(parts.rows().indexOf(rows)),
              slots,
              new ClientParts(
                  feed(rows),
                  state,
                  parts.trainer(),
                  parts.losses(),
                  new UpdateWriter(federationTransport.codecs(), signer),
                  sink,
                  progress,
                  parts.clock()));
      clients.add(worker);
      return worker;
    } catch (RuntimeException e) {
      sink.close();
      throw e;
    }
  }

  private RecordSigner signer(ClientId client, ClientState state) {
    if (!parts.spec().membership().signed()) {
      return RecordSigner.NONE;
    }
    ClientIdentity identity = state.identity(new SecureRandom());
    LOG.atInfo()
        .addKeyValue(LogKeys.CLIENT_ID, client)
        .addKeyValue(LogKeys.PUBLIC_KEY, identity.key())
        .log("client signs its records");
    return new RecordSigner(Optional.of(identity), parts.spec().federation());
  }

  private DataFeed feed(ClientDataset rows) {
    DataFeed file = rows.growing().map(GrowingFile::follow).orElse(List::of);
    DataFeed sent = federationTransport.rows(rows.client());
    return () -> {
      var appeared = new ArrayList<>(file.poll());
      appeared.addAll(sent.poll());
      return appeared;
    };
  }

  @Override
  public void close() {
    clientThreadPool.close();
    clients.forEach(ClientWorker::close);
    federationTransport.close();
  }
}
