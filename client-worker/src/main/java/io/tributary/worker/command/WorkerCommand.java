package io.tributary.worker.command;

import io.tributary.http.HttpPort;
import io.tributary.http.manage.ManagementOptions;
import io.tributary.http.manage.ProcessIdentity;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.FederationModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.process.CodeVersion;
import io.tributary.schemas.process.ShutdownHook;
import io.tributary.schemas.process.SupervisedOption;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.DistinctOptionsCheck;
import io.tributary.worker.exchange.KafkaExchange;
import io.tributary.worker.manage.ObservedTransport;
import io.tributary.worker.manage.WorkerMetrics;
import io.tributary.worker.manage.WorkerProcess;
import io.tributary.worker.slot.SlotCountWarning;
import io.tributary.worker.slot.WorkerSettings;
import io.tributary.worker.train.LocalTrainer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code worker run}, which hosts one or many clients until their rounds are done. */
@Command(
    name = "run",
    description = "Hosts clients: embeds their text, clusters it into slots, trains and publishes.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class WorkerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);
  private static final int CACHED_OPTIONS = 10_000;
  private static final int DRAIN_SECONDS = 18;

  @Mixin private ConnectionOptions where;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "Clients that train at once, each with one core (0: one per core).")
  private int threads;

  @Mixin private ManagementOptions management;

  @Mixin private SupervisedOption supervision;

  @Option(names = "--client", description = "Host only this client of all.")
  private String client;

  @Option(names = "--state-dir", required = true, description = "Where clients keep their state.")
  private Path stateDir;

  @Option(
      names = "--feed-topic",
      description = "Topic of new rows: key client, value one row as JSON.")
  private String feedTopic;

  @Option(names = "--model-path", description = "Folder of another base model.")
  private Path modelPath;

  private volatile boolean joined;

  @Mixin private DataOptions data;
  @Mixin private TrainingOptions training;

  @Override
  public Integer call() throws InterruptedException {
    supervision.begin();
    WorkerSettings settings = training.settings(data.cap(), data.seed());
    management.check();
    Corpus corpus = Corpus.load(data.settings());
    corpus
        .notes()
        .forEach(
            note -> LOG.atWarn().addKeyValue(LogKeys.DETAIL, note).log("some data are left out"));
    SlotCountWarning.of(settings.slots(), settings.withInstructions())
        .ifPresent(
            advice ->
                LOG.atWarn().addKeyValue(LogKeys.DETAIL, advice).log("slots may be chosen badly"));
    List<ClientDataset> rows = hosted(corpus);
    FederationConnection connection = where.brokerAndRegistry();
    Preflight.check(connection);
    FederationSpec spec = FederationDirectory.read(connection);
    // Each operation uses one core, because clients train side by side.
    try (BaseModel model = FederationModel.load(spec, Optional.ofNullable(modelPath), 1);
        var embedder =
            new TextEmbedder(model, new TextEmbedder.Settings(settings.maxTokens(), 32, 1))) {
      new DistinctOptionsCheck(text -> model.tokenizer().ids(text, settings.maxTokens()))
          .require(rows);
      var trainer = new LocalTrainer(model, new OptionEmbeddings(embedder, CACHED_OPTIONS));
      var metrics = new WorkerMetrics(CodeVersion.text());
      var transport =
          new ObservedTransport(
              new KafkaExchange(
                  connection,
                  spec,
                  Optional.ofNullable(feedTopic),
                  rows.stream().map(ClientDataset::client).collect(Collectors.toSet())),
              metrics);
      run(
          new WorkerApp.Parts(
              transport,
              spec,
              settings,
              rows,
              stateDir,
              embedder::embed,
              trainer::train,
              trainer::loss,
              threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
              Clock.systemUTC()),
          new WorkerProcess(
              new ProcessIdentity(
                  "tributary-worker", CodeVersion.text(), spec.federation(), spec.baseModel()),
              transport,
              metrics,
              () -> joined));
    }
    return 0;
  }

  private void run(WorkerApp.Parts parts, WorkerProcess process) throws InterruptedException {
    var done = new CountDownLatch(1);
    var app = new WorkerApp(parts);
    var drain = ShutdownHook.drain("worker-drain", () -> drain(app, done));
    Optional<HttpPort> port = Optional.empty();
    try (app) {
      port = management.address().map(address -> process.open(address, management.settings()));
      Optional<String> url = port.map(HttpPort::url);
      app.run(() -> ready(parts.rows().size(), url));
    } finally {
      joined = false;
      done.countDown();
      drain.cancel();
      port.ifPresent(HttpPort::close);
    }
  }

  private void drain(WorkerApp app, CountDownLatch done) {
    joined = false;
    app.stop();
    try {
      if (!done.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn()
            .log("stopped in the middle of a step: what was not sent is sent at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ready(int clients, Optional<String> url) {
    joined = true;
    LOG.atInfo()
        .addKeyValue(LogKeys.FEDERATION, where.federation())
        .addKeyValue(LogKeys.CLIENTS, clients)
        .addKeyValue(LogKeys.MANAGEMENT, url.orElse("none"))
        .log("joined");
    var greeting = new HashMap<>(Map.of("clients", Integer.toString(clients)));
    url.ifPresent(open -> greeting.put("management", open));
    supervision.ready(greeting);
  }

  private List<ClientDataset> hosted(Corpus corpus) {
    if (client == null) {
      return corpus.clients();
    }
    return List.of(
        corpus
            .of(new ClientId(client))
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.CONFIGURATION,
                        "UNKNOWN_CLIENT",
                        "--client must be one of "
                            + corpus.clients().stream().map(ClientDataset::client).toList()
                            + ", was "
                            + client,
                        "Name one of those.")));
  }
}
